// kernel: 6.12
// An ignored argument holds anything.
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

__bpf_kfunc u64 lamp_peek(const u64 *from__ign)
{
	return *from__ign; // finding: param-ign-dereferenced
}

__bpf_kfunc u64 lamp_probe(const u64 *from__ign)
{
	u64 value;

	if (copy_from_kernel_nofault(&value, from__ign, sizeof(value)))
		return 0;
	return value;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_peek)
BTF_ID_FLAGS(func, lamp_probe)
BTF_KFUNCS_END(lamp_ids)

static const struct btf_kfunc_id_set lamp_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &lamp_ids,
};

static int __init lamp_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &lamp_kfunc_set);
}
late_initcall(lamp_init);
