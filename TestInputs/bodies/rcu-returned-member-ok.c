// kernel: 6.18
// What is returned was found under RCU, but is a number, or comes with a reference.
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

__bpf_kfunc u32 keg_next_litres(struct keg *keg)
{
	struct keg *next;

	guard(rcu)();
	next = rcu_dereference(keg->next);
	return next ? next->litres : 0;
}

__bpf_kfunc struct keg *keg_next(struct keg *keg)
{
	struct keg *next;

	guard(rcu)();
	next = rcu_dereference(keg->next);
	if (!next || !refcount_inc_not_zero(&next->users))
		return NULL;
	return next;
}

__bpf_kfunc void keg_put(struct keg *keg)
{
	if (refcount_dec_and_test(&keg->users))
		kfree_rcu(keg, rcu);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(keg_ids)
BTF_ID_FLAGS(func, keg_next_litres, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, keg_next, KF_ACQUIRE | KF_TRUSTED_ARGS | KF_RET_NULL)
BTF_ID_FLAGS(func, keg_put, KF_RELEASE)
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
