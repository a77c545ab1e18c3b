// kernel: 6.12
// Writes through a pointer that is declared const.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct form_opts {
	u32 kind;
	s32 error;
};

__bpf_kfunc_start_defs();

__bpf_kfunc int form_apply(const struct form_opts *opts, u32 opts__sz)
{
	if (!opts || opts__sz != sizeof(*opts))
		return -EINVAL;
	if (opts->kind > 3)
		((struct form_opts *)opts)->error = -EINVAL; // finding: body-const-opts-mutation
	return 0;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(form_ids)
BTF_ID_FLAGS(func, form_apply)
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
