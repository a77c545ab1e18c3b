// kernel: 6.12
// Frees what it allocated itself, not the argument.
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

__bpf_kfunc int lamp_check(struct lamp *lamp)
{
	struct lamp *copy;
	int result;

	copy = kmemdup(lamp, sizeof(*lamp), GFP_ATOMIC);
	if (!copy)
		return -ENOMEM;
	copy->level = 0;
	result = copy->levels[0];
	kfree(copy);
	return result;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_check, KF_TRUSTED_ARGS)
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
