// kernel: 6.1
// Before 6.4 a release may see NULL.
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

__diag_push();
__diag_ignore_all("-Wmissing-prototypes", "Global functions as their definitions will be in BTF");

noinline struct lamp *lamp_make(void)
{
	return kzalloc(sizeof(struct lamp), GFP_ATOMIC);
}

noinline void lamp_drop(struct lamp *lamp)
{
	if (!lamp)
		return;
	kfree_rcu(lamp, rcu);
}

__diag_pop();

BTF_SET8_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_make, KF_ACQUIRE | KF_RET_NULL)
BTF_ID_FLAGS(func, lamp_drop, KF_RELEASE)
BTF_SET8_END(lamp_ids)

static const struct btf_kfunc_id_set lamp_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &lamp_ids,
};

static int __init lamp_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &lamp_kfunc_set);
}
late_initcall(lamp_init);
