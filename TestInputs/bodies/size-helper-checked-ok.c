// kernel: 6.12
// The comparison lies in a function that is called.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct form_opts {
	u32 kind;
	u32 error;
};

static int form_check(struct form_opts *opts, u32 size)
{
	if (!opts || size != sizeof(*opts))
		return -EINVAL;
	return 0;
}

__bpf_kfunc_start_defs();

__bpf_kfunc int form_kind(struct form_opts *opts, u32 opts__sz)
{
	if (form_check(opts, opts__sz))
		return -EINVAL;
	return opts->kind;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(form_ids)
BTF_ID_FLAGS(func, form_kind)
BTF_KFUNCS_END(form_ids)

static const struct btf_kfunc_id_set form_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &form_ids,
};

static int __init form_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &form_kfunc_set);
}
late_initcall(form_init);
