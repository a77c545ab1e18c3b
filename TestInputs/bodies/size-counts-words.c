// kernel: 6.12
// The words are counted by their bytes.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

__bpf_kfunc_start_defs();

__bpf_kfunc u64 bead_sum(void *beads, u32 beads__sz) // finding: param-sized-array-of-struct
{
	u64 *words = beads;
	u64 sum = 0;
	u32 i;

	for (i = 0; i < beads__sz; i++)
		sum += words[i];
	return sum;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(bead_ids)
BTF_ID_FLAGS(func, bead_sum, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(bead_ids)

static const struct btf_kfunc_id_set bead_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &bead_ids,
};

static int __init bead_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &bead_kfunc_set);
}
late_initcall(bead_init);
