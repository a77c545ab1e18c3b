// kernel: 6.12
// A function that is called sets the dynptr on both of its paths.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct parcel {
	u8 *bytes;
	u32 size;
};

void bpf_dynptr_init(struct bpf_dynptr_kern *pointer, void *data, int type, u32 offset, u32 size);
void bpf_dynptr_set_null(struct bpf_dynptr_kern *pointer);

static int parcel_fill(struct bpf_dynptr_kern *out, struct parcel *parcel, u64 flags)
{
	if (flags) {
		bpf_dynptr_set_null(out);
		return -EINVAL;
	}
	bpf_dynptr_init(out, parcel->bytes, 1, 0, parcel->size);
	return 0;
}

__bpf_kfunc_start_defs();

__bpf_kfunc int parcel_open(struct parcel *parcel, u64 flags, struct bpf_dynptr *out__uninit)
{
	return parcel_fill((struct bpf_dynptr_kern *)out__uninit, parcel, flags);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(parcel_ids)
BTF_ID_FLAGS(func, parcel_open, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(parcel_ids)

static const struct btf_kfunc_id_set parcel_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &parcel_ids,
};

static int __init parcel_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &parcel_kfunc_set);
}
late_initcall(parcel_init);
