// kernel: 6.12
// One number was verified, and more are read.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

__bpf_kfunc_start_defs();

__bpf_kfunc u64 row_sum(u32 *row) // finding: param-scalar-ptr-as-array
{
	return row[0] + row[1];
}

__bpf_kfunc u64 row_first(u32 *row)
{
	return row[0] + *row;
}

__bpf_kfunc u64 row_all(u32 *row, u32 row__sz)
{
	u64 sum = 0;
	u32 i;

	for (i = 0; i < row__sz / sizeof(*row); i++)
		sum += row[i];
	return sum;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(row_ids)
BTF_ID_FLAGS(func, row_sum, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, row_first, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, row_all, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(row_ids)

static const struct btf_kfunc_id_set row_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &row_ids,
};

static int __init row_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &row_kfunc_set);
}
late_initcall(row_init);
