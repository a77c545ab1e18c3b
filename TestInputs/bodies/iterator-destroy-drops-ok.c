// kernel: 6.12
// Destroy drops what the iterator owns, which is no release.
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

struct bpf_iter_glow {
	__u64 __opaque[1];
} __aligned(8);

struct bpf_iter_glow_kern {
	struct lamp *lamp;
} __aligned(8);

static void lamp_put(struct lamp *lamp)
{
	if (lamp && refcount_dec_and_test(&lamp->users))
		kfree_rcu(lamp, rcu);
}

__bpf_kfunc_start_defs();

__bpf_kfunc int bpf_iter_glow_new(struct bpf_iter_glow *it, struct lamp *lamp)
{
	struct bpf_iter_glow_kern *kit = (void *)it;

	BUILD_BUG_ON(sizeof(struct bpf_iter_glow_kern) > sizeof(struct bpf_iter_glow));
	BUILD_BUG_ON(__alignof__(struct bpf_iter_glow_kern) != __alignof__(struct bpf_iter_glow));
	kit->lamp = NULL;
	if (!lamp->level)
		return -EINVAL;
	refcount_inc(&lamp->users);
	kit->lamp = lamp;
	return 0;
}

__bpf_kfunc struct lamp *bpf_iter_glow_next(struct bpf_iter_glow *it)
{
	struct bpf_iter_glow_kern *kit = (void *)it;

	if (!kit->lamp || !kit->lamp->level)
		return NULL;
	kit->lamp->level--;
	return kit->lamp;
}

__bpf_kfunc void bpf_iter_glow_destroy(struct bpf_iter_glow *it)
{
	struct bpf_iter_glow_kern *kit = (void *)it;

	lamp_put(kit->lamp);
	kit->lamp = NULL;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(bpf_ids)
BTF_ID_FLAGS(func, bpf_iter_glow_new, KF_ITER_NEW | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, bpf_iter_glow_next, KF_ITER_NEXT | KF_RET_NULL)
BTF_ID_FLAGS(func, bpf_iter_glow_destroy, KF_ITER_DESTROY)
BTF_KFUNCS_END(bpf_ids)

static const struct btf_kfunc_id_set bpf_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &bpf_ids,
};

static int __init bpf_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &bpf_kfunc_set);
}
late_initcall(bpf_init);
