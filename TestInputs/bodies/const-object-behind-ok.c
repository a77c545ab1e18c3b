// kernel: 6.12
// The struct is const; what it points to is not.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct form {
	u32 *counter;
};

__bpf_kfunc_start_defs();

__bpf_kfunc int form_count(const struct form *form)
{
	*form->counter += 1;
	return 0;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(form_ids)
BTF_ID_FLAGS(func, form_count, KF_TRUSTED_ARGS)
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
