// kernel: 6.12
// Before 6.18 the verifier takes the flag from iterators only, and what is returned is read without faults.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct keg {
	refcount_t users;
	struct rcu_head rcu;
	struct keg __rcu *next;
	u32 litres;
};

__bpf_kfunc_start_defs();

__bpf_kfunc struct keg *keg_next(struct keg *keg)
{
	return rcu_dereference(keg->next);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(keg_ids)
BTF_ID_FLAGS(func, keg_next, KF_RCU | KF_RET_NULL)
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
