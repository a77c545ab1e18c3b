// kernel: 6.12
// The length is compared with the size that the verifier has checked anyway.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct row_opts {
	u32 kind;
	u32 width;
};

__bpf_kfunc_start_defs();

__bpf_kfunc u32 row_width(struct row_opts *opts, u32 opts_len)
{
	if (opts_len != sizeof(*opts))
		return 0;
	return opts->width;
}

__bpf_kfunc u32 row_scaled(u32 *value, u32 factor)
{
	return *value * factor;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(row_ids)
BTF_ID_FLAGS(func, row_width, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, row_scaled, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(row_ids)

static const struct btf_kfunc_id_set row_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &row_ids,
};

static int __init row_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &row_kfunc_set);
}
late_initcall(row_init);
