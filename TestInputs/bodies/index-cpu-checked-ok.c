// kernel: 6.12
// The number is in range and the CPU is possible.
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

struct meter {
	u64 count;
};
static DEFINE_PER_CPU(struct meter, meters);

static bool cpu_fits(s32 cpu)
{
	return likely(cpu >= 0 && cpu < nr_cpu_ids && cpu_possible(cpu));
}

__bpf_kfunc_start_defs();

__bpf_kfunc u64 lamp_meter(s32 cpu)
{
	if (!cpu_fits(cpu))
		return 0;
	return per_cpu_ptr(&meters, cpu)->count;
}

__bpf_kfunc u64 lamp_meter_again(s32 cpu)
{
	if ((u32)cpu >= nr_cpu_ids)
		return 0;
	return per_cpu(meters, cpu).count;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_meter)
BTF_ID_FLAGS(func, lamp_meter_again)
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
