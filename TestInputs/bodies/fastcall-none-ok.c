// kernel: 6.13
// Calls as all others, and does not promise more.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

static u32 lamp_level;

__bpf_kfunc_start_defs();

__bpf_kfunc u32 lamp_quick(u32 step)
{
	lamp_level += step;
	return lamp_level;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_quick)
BTF_KFUNCS_END(lamp_ids)

static const struct btf_kfunc_id_set lamp_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &lamp_ids,
};

static int __init lamp_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &lamp_kfunc_set);
}
late_initcall(lamp_init);
