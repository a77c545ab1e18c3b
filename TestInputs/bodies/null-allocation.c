// kernel: 6.12
// An allocation that fails is handed through a cleanup ladder.
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

__bpf_kfunc struct lamp *lamp_make(u32 level)
{
	struct lamp *lamp;

	lamp = kzalloc(sizeof(*lamp), GFP_ATOMIC);
	if (!lamp)
		goto out;
	if (level > 100)
		goto out_free;
	refcount_set(&lamp->users, 1);
	lamp->level = level;
	goto out;

out_free:
	kfree(lamp);
	lamp = NULL;
out:
	return lamp;
}

__bpf_kfunc void lamp_drop(struct lamp *lamp)
{
	if (refcount_dec_and_test(&lamp->users))
		kfree_rcu(lamp, rcu);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_make, KF_ACQUIRE) // finding: body-null-without-ret-null
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
