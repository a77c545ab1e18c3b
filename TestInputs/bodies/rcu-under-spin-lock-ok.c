// kernel: 6.12
// A spin lock keeps the CPU, and with it the grace period, from ending.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct keg {
	spinlock_t lock;
	struct keg __rcu *next;
	u32 litres;
};

__bpf_kfunc_start_defs();

__bpf_kfunc u32 keg_next_litres(struct keg *keg)
{
	struct keg *next;
	unsigned long flags;
	u32 litres = 0;

	spin_lock_irqsave(&keg->lock, flags);
	next = rcu_dereference(keg->next);
	if (next)
		litres = next->litres;
	spin_unlock_irqrestore(&keg->lock, flags);
	return litres;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(keg_ids)
BTF_ID_FLAGS(func, keg_next_litres, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(keg_ids)

static const struct btf_kfunc_id_set keg_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &keg_ids,
};

static int __init keg_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &keg_kfunc_set);
}
late_initcall(keg_init);
