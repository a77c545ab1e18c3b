/* Stamps for traffic control. The mistakes in this file are meant. */
#include <linux/btf.h>
#include <linux/module.h>
#include <net/stamp.h>

/* Only BTF_KFUNCS_START marks a set that may be registered. finding: set-kind */
BTF_SET8_START(act_stamp_kfunc_ids)
BTF_ID_FLAGS(func, bpf_stamp_acquire, KF_ACQUIRE | KF_RET_NULL)
BTF_ID_FLAGS(func, bpf_stamp_release, KF_RELEASE)
/* finding: flag-differs-between-sets */
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
