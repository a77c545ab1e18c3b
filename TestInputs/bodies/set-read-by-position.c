// kernel: 6.12
// The set is sorted by number when the kernel is built, so a position says nothing.
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

__bpf_kfunc u32 lamp_first(void)
{
	return 1;
}

__bpf_kfunc u32 lamp_second(void)
{
	return 2;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_first)
BTF_ID_FLAGS(func, lamp_second)
BTF_KFUNCS_END(lamp_ids)

static const struct btf_kfunc_id_set lamp_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &lamp_ids,
};

static bool lamp_is_second(u32 id)
{
	return lamp_ids.pairs[1].id == id; // finding: list-sorted-assumption
}

bool lamp_known(u32 id)
{
	return lamp_is_second(id) || btf_id_set8_contains(&lamp_ids, id);
}

static int __init lamp_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &lamp_kfunc_set);
}
late_initcall(lamp_init);
