// kernel: 6.12
// An object that is always there, with a release that does nothing.
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

static struct lamp sun;

__bpf_kfunc_start_defs();

__bpf_kfunc struct lamp *lamp_sun(void)
{
	return &sun;
}

__bpf_kfunc void lamp_put_sun(struct lamp *lamp)
{
	/* The sun is never freed: the flag only makes programs balance their calls. */
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_sun, KF_ACQUIRE)
BTF_ID_FLAGS(func, lamp_put_sun, KF_RELEASE)
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
