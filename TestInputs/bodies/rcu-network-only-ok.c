// kernel: 6.12
// Programs of XDP run in a read section from beginning to end.
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
	struct keg *next = rcu_dereference(keg->next);

	return next ? next->litres : 0;
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
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &keg_kfunc_set);
}
late_initcall(keg_init);
