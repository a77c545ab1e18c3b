// kernel: 6.12
// The ERR_PTR stays inside; a number comes out.
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

static struct lamp *lamp_add(u32 number)
{
	struct lamp *lamp;

	if (number >= ARRAY_SIZE(lamp_table))
		return ERR_PTR(-EINVAL);
	lamp = kzalloc(sizeof(*lamp), GFP_ATOMIC);
	if (!lamp)
		return ERR_PTR(-ENOMEM);
	lamp_table[number] = lamp;
	return lamp;
}

__bpf_kfunc_start_defs();

__bpf_kfunc int lamp_install(u32 number)
{
	return PTR_ERR_OR_ZERO(lamp_add(number));
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_install)
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
