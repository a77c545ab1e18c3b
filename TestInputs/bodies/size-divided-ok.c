// kernel: 6.12
// The size is divided by that of an element, or counts bytes.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct stamp {
	u32 year;
	u32 price;
};

__bpf_kfunc_start_defs();

__bpf_kfunc u64 stamp_value(struct stamp *stamps, u32 stamps__sz)
{
	u32 count = stamps__sz / sizeof(*stamps);
	u64 sum = 0;
	u32 i;

	for (i = 0; i < count; i++)
		sum += stamps[i].price;
	return sum;
}

__bpf_kfunc u64 stamp_ink(void *stamps, u32 stamps__sz)
{
	u8 *bytes = stamps;
	u64 sum = 0;
	u32 i;

	if (!bytes)
		return 0;
	for (i = 0; i < stamps__sz; i++)
		sum += bytes[i];
	return sum;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(stamp_ids)
BTF_ID_FLAGS(func, stamp_value, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, stamp_ink)
BTF_KFUNCS_END(stamp_ids)

static const struct btf_kfunc_id_set stamp_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &stamp_ids,
};

static int __init stamp_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &stamp_kfunc_set);
}
late_initcall(stamp_init);
