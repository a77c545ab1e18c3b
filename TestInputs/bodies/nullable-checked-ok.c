// kernel: 6.12
// Tested in one condition, by an early return, or handed to what accepts NULL.
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

static u32 lamp_level_or(const struct lamp *lamp, u32 other)
{
	if (!lamp)
		return other;
	return lamp->level;
}

__bpf_kfunc_start_defs();

__bpf_kfunc u32 lamp_and(struct lamp *lamp__nullable)
{
	return lamp__nullable && lamp__nullable->level > 3;
}

__bpf_kfunc u32 lamp_early(struct lamp *lamp__nullable)
{
	if (WARN_ON_ONCE(!lamp__nullable))
		return 0;
	return lamp__nullable->level;
}

__bpf_kfunc u32 lamp_handed(struct lamp *lamp__nullable)
{
	return lamp_level_or(lamp__nullable, 7);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_and, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, lamp_early, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, lamp_handed, KF_TRUSTED_ARGS)
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
