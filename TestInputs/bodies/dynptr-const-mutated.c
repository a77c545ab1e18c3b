// kernel: 6.12
// A dynptr that only may be read is changed.
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

__bpf_kfunc int parcel_shrink(const struct bpf_dynptr *parcel, u32 size)
{
	struct bpf_dynptr_kern *pointer = (struct bpf_dynptr_kern *)parcel;

	if (size > __bpf_dynptr_size(pointer))
		return -E2BIG;
	pointer->size = size; // finding: param-dynptr-const-mutated
	return 0;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(parcel_ids)
BTF_ID_FLAGS(func, parcel_shrink)
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
