// kernel: 6.12
// Drops what the member held before, not the argument.
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

struct shelf {
	struct lamp *lamp;
	struct list_head list;
};

static void lamp_put(struct lamp *lamp)
{
	if (lamp && refcount_dec_and_test(&lamp->users))
		kfree_rcu(lamp, rcu);
}

__bpf_kfunc_start_defs();

__bpf_kfunc void shelf_swap(struct shelf *shelf, struct lamp *lamp)
{
	struct lamp *old;

	refcount_inc(&lamp->users);
	old = xchg(&shelf->lamp, lamp);
	lamp_put(old);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(shelf_ids)
BTF_ID_FLAGS(func, shelf_swap, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(shelf_ids)

static const struct btf_kfunc_id_set shelf_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &shelf_ids,
};

static int __init shelf_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &shelf_kfunc_set);
}
late_initcall(shelf_init);
