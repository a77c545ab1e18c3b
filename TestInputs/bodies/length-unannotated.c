// kernel: 6.12
// The length beside the pointer is no promise to the verifier.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

__bpf_kfunc_start_defs();

__bpf_kfunc u32 row_checksum(u8 *data, u32 data_len) // finding: param-len-unannotated
{
	u32 sum = 0, i;

	for (i = 0; i < data_len; i++)
		sum += data[i];
	return sum;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(row_ids)
BTF_ID_FLAGS(func, row_checksum, KF_TRUSTED_ARGS)
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
