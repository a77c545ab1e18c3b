// kernel: 6.12
// NULL in the middle of a conditional operator.
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

__bpf_kfunc struct lamp *lamp_if(struct lamp *lamp, u32 level)
{
	return lamp->level > level ? rcu_dereference(lamp->next) : level ? NULL : lamp_table[0];
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_if, KF_RCU) // finding: body-null-without-ret-null
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
