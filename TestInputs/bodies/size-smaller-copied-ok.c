// kernel: 6.12
// At most as many bytes are copied as there are; what is missing is zero.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct order_opts {
	u32 kind;
	u32 count;
	u64 total;
};

__bpf_kfunc_start_defs();

__bpf_kfunc u64 order_total(struct order_opts *opts, u32 opts__sz)
{
	struct order_opts order = {};

	memcpy(&order, opts, min_t(u32, opts__sz, sizeof(order)));
	return order.total;
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
