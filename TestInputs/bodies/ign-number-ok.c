// kernel: 6.12
// Compared and counted with, never followed.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

__bpf_kfunc_start_defs();

__bpf_kfunc u64 range_offset(const void *from__ign, const void *to__ign)
{
	if (!from__ign || to__ign < from__ign)
		return 0;
	return (unsigned long)to__ign - (unsigned long)from__ign;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(range_ids)
BTF_ID_FLAGS(func, range_offset)
BTF_KFUNCS_END(range_ids)

static const struct btf_kfunc_id_set range_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &range_ids,
};

static int __init range_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &range_kfunc_set);
}
late_initcall(range_init);
