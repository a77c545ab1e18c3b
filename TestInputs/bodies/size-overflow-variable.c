// kernel: 6.12
// The end is computed before it is compared, and starts again at zero for large offsets.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct tape {
	u8 *data;
	u32 size;
};

__bpf_kfunc_start_defs();

__bpf_kfunc int tape_word(struct tape *tape, u32 offset) // finding: body-size-overflow
{
	u32 end = offset + 4;
	u32 word;

	if (end > tape->size)
		return -E2BIG;
	memcpy(&word, tape->data + offset, 4);
	return word;
}

__bpf_kfunc int tape_word_wide(struct tape *tape, u32 offset)
{
	u32 word;

	if ((u64)offset + 4 > tape->size)
		return -E2BIG;
	memcpy(&word, tape->data + offset, 4);
	return word;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(tape_ids)
BTF_ID_FLAGS(func, tape_word, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, tape_word_wide, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(tape_ids)

static const struct btf_kfunc_id_set tape_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &tape_ids,
};

static int __init tape_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &tape_kfunc_set);
}
late_initcall(tape_init);
