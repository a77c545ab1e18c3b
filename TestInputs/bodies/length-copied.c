// kernel: 6.12
// As many bytes are copied as the program says, of which the verifier checked one word.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

static u8 ledger[4096];

__bpf_kfunc_start_defs();

__bpf_kfunc void ledger_write(u32 *words, u32 count) // finding: param-len-unannotated
{
	memcpy(ledger, words, count);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(ledger_ids)
BTF_ID_FLAGS(func, ledger_write, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(ledger_ids)

static const struct btf_kfunc_id_set ledger_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &ledger_ids,
};

static int __init ledger_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &ledger_kfunc_set);
}
late_initcall(ledger_init);
