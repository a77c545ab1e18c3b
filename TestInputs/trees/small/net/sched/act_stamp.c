/* Stamps for traffic control. The mistakes in this file are meant. */
#include <linux/btf.h>
#include <linux/module.h>
#include <net/stamp.h>

__bpf_kfunc_start_defs();

__bpf_kfunc u32 bpf_act_stamp_size(const struct stamp *stamp)
{
	return stamp->size;
}

__bpf_kfunc_end_defs();

/* Only BTF_KFUNCS_START marks a set that may be registered. finding: set-kind */
BTF_SET8_START(act_stamp_kfunc_ids)
BTF_ID_FLAGS(func, bpf_act_stamp_size, KF_TRUSTED_ARGS)
/* finding: flag-differs-between-sets, finding: set-duplicate-in-hook */
BTF_ID_FLAGS(func, bpf_stamp_copy)
BTF_SET8_END(act_stamp_kfunc_ids)

static const struct btf_kfunc_id_set act_stamp_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &act_stamp_kfunc_ids,
};

static int __init act_stamp_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_SCHED_CLS, &act_stamp_kfunc_set);
}
late_initcall(act_stamp_init);
