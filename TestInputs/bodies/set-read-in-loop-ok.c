// kernel: 6.12
// All elements are looked at, whatever their order; the position belongs to a list.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

__bpf_kfunc_start_defs();

__bpf_kfunc u32 lamp_first(void)
{
	return 1;
}

__bpf_kfunc u32 lamp_second(void)
{
	return 2;
}

__bpf_kfunc_end_defs();

BTF_ID_LIST(lamp_positions)
BTF_ID(func, lamp_first)
BTF_ID(func, lamp_second)

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_first)
BTF_ID_FLAGS(func, lamp_second)
BTF_KFUNCS_END(lamp_ids)

static const struct btf_kfunc_id_set lamp_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &lamp_ids,
};

bool lamp_is_known_second(u32 id)
{
	u32 i;

	for (i = 0; i < lamp_ids.cnt; i++)
		if (lamp_ids.pairs[i].id == id)
			return lamp_positions[1] == id;
	return false;
}

static int __init lamp_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &lamp_kfunc_set);
}
late_initcall(lamp_init);
