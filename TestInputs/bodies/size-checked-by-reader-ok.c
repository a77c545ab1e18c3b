// kernel: 6.12
// The function that reads the struct looks at the size before; memory that is copied by its size is no struct.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct order_opts {
	u32 kind;
	u32 count;
	u64 total;
};

static u8 shelf[4096];

static u64 order_sum(struct order_opts *order, u32 size)
{
	if (size < sizeof(*order))
		return 0;
	return order->total * order->count;
}

__bpf_kfunc_start_defs();

__bpf_kfunc u64 order_total(struct order_opts *opts, u32 opts__sz)
{
	return order_sum(opts, opts__sz);
}

__bpf_kfunc int order_keep(struct order_opts *opts, u32 opts__sz)
{
	if (opts__sz > sizeof(shelf))
		return -E2BIG;
	memcpy(shelf, opts, opts__sz);
	return 0;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(order_ids)
BTF_ID_FLAGS(func, order_total, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, order_keep, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(order_ids)

static const struct btf_kfunc_id_set order_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &order_ids,
};

static int __init order_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &order_kfunc_set);
}
late_initcall(order_init);
