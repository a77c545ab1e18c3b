// kernel: 6.12
// The memory goes back behind a grace period, by a callback or by kfree_rcu().
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

static void keg_free(struct rcu_head *head)
{
	kfree(container_of(head, struct keg, rcu));
}

__bpf_kfunc_start_defs();

__bpf_kfunc struct keg *keg_get(struct keg *keg)
{
	return refcount_inc_not_zero(&keg->users) ? keg : NULL;
}

__bpf_kfunc void keg_put(struct keg *keg)
{
	if (refcount_dec_and_test(&keg->users))
		call_rcu(&keg->rcu, keg_free);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(keg_ids)
BTF_ID_FLAGS(func, keg_get, KF_ACQUIRE | KF_RCU | KF_RET_NULL)
BTF_ID_FLAGS(func, keg_put, KF_RELEASE)
BTF_KFUNCS_END(keg_ids)

static const struct btf_kfunc_id_set keg_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &keg_ids,
};

static int __init keg_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &keg_kfunc_set);
}
late_initcall(keg_init);
