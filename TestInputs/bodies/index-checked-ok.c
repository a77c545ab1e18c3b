// kernel: 6.12
// Tested, masked, clamped or counted up to a bound.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct lamp {
	refcount_t users;
	struct rcu_head rcu;
	struct list_head list;
	struct lamp __rcu *next;
	struct mutex lock;
	spinlock_t switch_lock;
	u32 level;
	u32 levels[16];
};

extern struct lamp *lamp_table[64];

__bpf_kfunc_start_defs();

__bpf_kfunc u32 lamp_tested(struct lamp *lamp, u32 number)
{
	if (number >= ARRAY_SIZE(lamp->levels))
		return 0;
	return lamp->levels[number];
}

__bpf_kfunc u32 lamp_masked(struct lamp *lamp, u32 number)
{
	return lamp->levels[number & 15];
}

__bpf_kfunc u32 lamp_clamped(struct lamp *lamp, u32 number)
{
	return lamp->levels[min_t(u32, number, 15)];
}

__bpf_kfunc u32 lamp_summed(struct lamp *lamp, u32 number)
{
	u32 i, sum = 0;

	for (i = 0; i < number && i < ARRAY_SIZE(lamp->levels); i++)
		sum += lamp->levels[i];
	return sum;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_tested, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, lamp_masked, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, lamp_clamped, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, lamp_summed, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(lamp_ids)

static const struct btf_kfunc_id_set lamp_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &lamp_ids,
};

static int __init lamp_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &lamp_kfunc_set);
}
late_initcall(lamp_init);
