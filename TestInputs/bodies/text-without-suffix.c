// kernel: 6.12
// Read up to a NUL byte that may not be there.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

__bpf_kfunc_start_defs();

__bpf_kfunc int label_check(const char *label) // finding: param-str-missing
{
	return strcmp(label, "lamp");
}

__bpf_kfunc int label_check_text(const char *label__str)
{
	return strcmp(label__str, "lamp");
}

__bpf_kfunc int label_check_first(const char *label)
{
	return *label == 'l';
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(label_ids)
BTF_ID_FLAGS(func, label_check, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, label_check_text, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, label_check_first, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(label_ids)

static const struct btf_kfunc_id_set label_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &label_ids,
};

static int __init label_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &label_kfunc_set);
}
late_initcall(label_init);
