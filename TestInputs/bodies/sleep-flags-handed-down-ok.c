// kernel: 6.12
// The flags come from the caller and do not wait.
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

static struct lamp *lamp_alloc(gfp_t flags)
{
	return kzalloc(sizeof(struct lamp), flags);
}

__bpf_kfunc_start_defs();

__bpf_kfunc struct lamp *lamp_make(void)
{
	gfp_t flags = GFP_NOWAIT;

	return lamp_alloc(flags | __GFP_NOWARN);
}

__bpf_kfunc void lamp_drop(struct lamp *lamp)
{
	if (refcount_dec_and_test(&lamp->users))
		kfree_rcu(lamp, rcu);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_make, KF_ACQUIRE | KF_RET_NULL)
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
