// kernel: 6.12
// A copy that lives as long as the call; its size is tested.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

__bpf_kfunc_start_defs();

__bpf_kfunc int badge_copy(void *data, u32 data__sz)
{
	u8 *copy;
	int first;

	if (!data || !data__sz)
		return -EINVAL;
	copy = kmemdup(data, data__sz, GFP_ATOMIC);
	if (!copy)
		return -ENOMEM;
	first = copy[0];
	kfree(copy);
	return first;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(badge_ids)
BTF_ID_FLAGS(func, badge_copy)
BTF_KFUNCS_END(badge_ids)

static const struct btf_kfunc_id_set badge_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &badge_ids,
};

static int __init badge_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &badge_kfunc_set);
}
late_initcall(badge_init);
