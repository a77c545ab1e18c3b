// kernel: 6.1
// Before 6.3 trusted arguments may be NULL all the same.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct form_opts {
	u32 kind;
	u32 error;
};

__diag_push();
__diag_ignore_all("-Wmissing-prototypes", "Global functions as their definitions will be in BTF");

noinline u32 form_kind(struct form_opts *opts) // finding: param-mem-null-unchecked
{
	return opts->kind;
}

__diag_pop();

BTF_SET8_START(form_ids)
BTF_ID_FLAGS(func, form_kind, KF_TRUSTED_ARGS)
BTF_SET8_END(form_ids)

static const struct btf_kfunc_id_set form_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &form_ids,
};

static int __init form_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &form_kfunc_set);
}
late_initcall(form_init);
