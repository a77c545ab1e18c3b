// kernel: 6.12
// A buffer of any size is used as a struct.
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

__bpf_kfunc u64 form_read(void *opts, u32 opts__sz)
{
	struct form_opts *form = opts;

	if (!form)
		return 0;
	return form->cookie; // finding: body-size-unchecked
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(form_ids)
BTF_ID_FLAGS(func, form_read)
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
