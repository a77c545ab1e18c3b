// kernel: 6.12
// The size is compared first, exactly, as a minimum, or up to the member.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct form_opts {
	u32 kind;
	u32 length;
	u64 cookie;
};

__bpf_kfunc_start_defs();

__bpf_kfunc u64 form_exact(void *opts, u32 opts__sz)
{
	struct form_opts *form = opts;

	if (!form || opts__sz != sizeof(*form))
		return 0;
	return form->cookie;
}

__bpf_kfunc u64 form_least(struct form_opts *opts, u32 opts__sz)
{
	if (!opts || opts__sz < sizeof(struct form_opts))
		return 0;
	return opts->cookie;
}

__bpf_kfunc u32 form_versions(struct form_opts *opts, u32 opts__sz)
{
	if (!opts)
		return 0;
	switch (opts__sz) {
	case offsetofend(struct form_opts, length):
	case sizeof(struct form_opts):
		return opts->kind + opts->length;
	default:
		return 0;
	}
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(form_ids)
BTF_ID_FLAGS(func, form_exact)
BTF_ID_FLAGS(func, form_least)
BTF_ID_FLAGS(func, form_versions)
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
