// kernel: 6.12
// The data of a dynptr may be NULL, and the flags do not say so.
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

struct letter {
	struct list_head list;
	u32 stamp;
};

__bpf_kfunc_start_defs();

__bpf_kfunc struct letter *parcel_letter(const struct bpf_dynptr *parcel)
{
	return __bpf_dynptr_data_rw((struct bpf_dynptr_kern *)parcel, sizeof(struct letter));
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(parcel_ids)
BTF_ID_FLAGS(func, parcel_letter) // finding: body-null-without-ret-null
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
