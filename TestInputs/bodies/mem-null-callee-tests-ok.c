// kernel: 6.12
// The callee tests, and the caller believes its answer.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct form_opts {
	u32 kind;
	u32 error;
};

static bool form_is_good(const struct form_opts *opts)
{
	return opts && opts->kind < 4;
}

__bpf_kfunc_start_defs();

__bpf_kfunc u32 form_kind(struct form_opts *opts)
{
	if (!form_is_good(opts))
		return 0;
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
