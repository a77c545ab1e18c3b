// kernel: 6.12
// Stored and compared, and followed only where it cannot be NULL.
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

static struct lamp *favourite;

__bpf_kfunc_start_defs();

__bpf_kfunc u32 lamp_choose(struct lamp *lamp__nullable, u32 kind)
{
	switch (kind) {
	case 1:
		if (!lamp__nullable)
			return 0;
		break;
	default:
		return 0;
	}
	if (favourite == lamp__nullable)
		return 1;
	return lamp__nullable->level;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_choose, KF_TRUSTED_ARGS)
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
