// kernel: 6.12
// Every path sets the dynptr.
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

__bpf_kfunc_start_defs();

__bpf_kfunc int parcel_open(struct parcel *parcel, u64 flags, struct bpf_dynptr *out__uninit)
{
	struct bpf_dynptr_kern *out = (struct bpf_dynptr_kern *)out__uninit;
	int error = 0;

	if (flags) {
		error = -EINVAL;
		goto empty;
	}
	if (!parcel->bytes) {
		error = -ENOENT;
		goto empty;
	}
	bpf_dynptr_init(out, parcel->bytes, 1, 0, parcel->size);
	return 0;

empty:
	bpf_dynptr_set_null(out);
	return error;
}

__bpf_kfunc int parcel_copy(const struct bpf_dynptr *from, struct bpf_dynptr *to__uninit)
{
	struct bpf_dynptr_kern *source = (struct bpf_dynptr_kern *)from;
	struct bpf_dynptr_kern *target = (struct bpf_dynptr_kern *)to__uninit;

	if (!source->data) {
		bpf_dynptr_set_null(target);
		return -EINVAL;
	}
	*target = *source;
	return 0;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(parcel_ids)
BTF_ID_FLAGS(func, parcel_open, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, parcel_copy)
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
