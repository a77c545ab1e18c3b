/* Stamps for programs that see packets. The mistakes in this file are meant. */
#include <linux/btf.h>
#include <linux/errno.h>
#include <linux/module.h>
#include <net/stamp.h>

__bpf_kfunc_start_defs();

__bpf_kfunc struct stamp *bpf_stamp_acquire(u32 ifindex)
{
	struct stamp *stamp = stamp_of_interface(ifindex);

	if (!stamp || !refcount_inc_not_zero(&stamp->count))
		return NULL;
	return stamp;
}

__bpf_kfunc void bpf_stamp_release(struct stamp *stamp)
{
	refcount_dec_and_test(&stamp->count);
}

/* No ending tells the verifier that size belongs to out. finding: param-void-ptr-unsized */
__bpf_kfunc int bpf_stamp_copy(struct stamp *stamp, void *out, u32 size)
{
	if (!stamp || size > stamp->size)
		return -EINVAL;
	memcpy(out, stamp->bytes, size);
	return 0;
}

/* The compiler is free to drop or to clone it. finding: def-missing-bpf-kfunc */
int bpf_stamp_seal(struct stamp *stamp)
{
	if (stamp)
		stamp->sealed = true;
	return 0;
}

#ifdef CONFIG_STAMP_COLOURS
__bpf_kfunc u32 bpf_stamp_colour(const struct stamp *stamp)
{
	return stamp->bytes[0];
}
#endif

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(stamp_kfunc_ids)
BTF_ID_FLAGS(func, bpf_stamp_acquire, KF_ACQUIRE | KF_RET_NULL)
BTF_ID_FLAGS(func, bpf_stamp_release, KF_RELEASE)
BTF_ID_FLAGS(func, bpf_stamp_copy, KF_TRUSTED_ARGS)
/* finding: flag-unknown */
BTF_ID_FLAGS(func, bpf_stamp_seal, KF_TRUSTED_ARG)
#ifdef CONFIG_STAMP_COLOURS
BTF_ID_FLAGS(func, bpf_stamp_colour, KF_RCU)
#endif
BTF_KFUNCS_END(stamp_kfunc_ids)

static const struct btf_kfunc_id_set stamp_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &stamp_kfunc_ids,
};

static int __init stamp_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &stamp_kfunc_set) ?:
	       register_btf_kfunc_id_set(BPF_PROG_TYPE_SCHED_CLS, &stamp_kfunc_set);
}
late_initcall(stamp_init);
