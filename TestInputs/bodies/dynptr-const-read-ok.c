// kernel: 6.12
// The dynptr is cast, read and copied; only the copy is changed.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct parcel_kern {
	u8 *bytes;
	u32 size;
} __aligned(8);

__bpf_kfunc_start_defs();

__bpf_kfunc u32 parcel_rest(const struct bpf_dynptr *parcel, u32 used)
{
	struct parcel_kern copy = *(const struct parcel_kern *)parcel;

	if (used > copy.size)
		return 0;
	copy.size -= used;
	return copy.size;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(parcel_ids)
BTF_ID_FLAGS(func, parcel_rest)
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
