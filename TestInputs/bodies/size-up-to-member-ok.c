// kernel: 6.12
// Only the member that surely is there is written before the size is right.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct form_opts {
	s32 error;
	u32 kind;
	u64 cookie;
};

__bpf_kfunc_start_defs();

__bpf_kfunc u64 form_cookie(struct form_opts *opts, u32 opts__sz)
{
	if (!opts || opts__sz < sizeof(opts->error))
		return 0;
	if (opts__sz != sizeof(*opts)) {
		opts->error = -EINVAL;
		return 0;
	}
	return opts->cookie;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(form_ids)
BTF_ID_FLAGS(func, form_cookie)
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
