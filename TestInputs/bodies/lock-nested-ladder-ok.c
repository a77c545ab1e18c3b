// kernel: 6.12
// Two locks, undone in the order of the labels.
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

__bpf_kfunc int lamp_swap_levels(struct lamp *left, struct lamp *right)
{
	unsigned long flags;
	int error = 0;

	if (left == right)
		return 0;
	local_irq_save(flags);
	spin_lock(&left->switch_lock);
	if (!left->level) {
		error = -EINVAL;
		goto unlock_left;
	}
	if (!spin_trylock(&right->switch_lock)) {
		error = -EBUSY;
		goto unlock_left;
	}
	swap(left->level, right->level);
	spin_unlock(&right->switch_lock);
unlock_left:
	spin_unlock(&left->switch_lock);
	local_irq_restore(flags);
	return error;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_swap_levels, KF_TRUSTED_ARGS)
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
