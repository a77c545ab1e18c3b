// kernel: 6.12
// NULL and tryget on one path, under RCU.
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

__bpf_kfunc struct lamp *lamp_acquire(struct lamp *lamp)
{
	return refcount_inc_not_zero(&lamp->users) ? lamp : NULL;
}

__bpf_kfunc struct lamp *lamp_from_table(u32 number)
{
	struct lamp *lamp = NULL;

	if (number >= ARRAY_SIZE(lamp_table))
		return NULL;
	rcu_read_lock();
	lamp = rcu_dereference(lamp_table[0]);
	if (lamp && !refcount_inc_not_zero(&lamp->users))
		lamp = NULL;
	rcu_read_unlock();
	return lamp;
}

__bpf_kfunc void lamp_drop(struct lamp *lamp)
{
	if (refcount_dec_and_test(&lamp->users))
		kfree_rcu(lamp, rcu);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_acquire, KF_ACQUIRE | KF_RCU | KF_RET_NULL)
BTF_ID_FLAGS(func, lamp_from_table, KF_ACQUIRE | KF_RET_NULL)
BTF_ID_FLAGS(func, lamp_drop, KF_RELEASE)
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
