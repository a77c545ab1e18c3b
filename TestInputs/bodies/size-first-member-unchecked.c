// kernel: 6.12
// The size is only kept from being too large, and a helper reads the struct.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct order_opts {
	u32 kind;
	u32 count;
	u64 total;
};

static u64 order_sum(struct order_opts *order)
{
	return order->total * order->count;
}

__bpf_kfunc_start_defs();

__bpf_kfunc u64 order_total(struct order_opts *opts, u32 opts__sz) // finding: body-size-unchecked
{
	if (opts__sz > 4096)
		return 0;
	return order_sum(opts);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(order_ids)
BTF_ID_FLAGS(func, order_total, KF_TRUSTED_ARGS)
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
