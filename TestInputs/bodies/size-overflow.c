// kernel: 6.12
// The sum wraps, and the test passes.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct tape {
	u8 *data;
	u32 size;
};

__bpf_kfunc_start_defs();

__bpf_kfunc int tape_read(struct tape *tape, u32 offset, void *to, u32 to__sz)
{
	if (!to)
		return -EINVAL;
	if (offset + to__sz > tape->size) // finding: body-size-overflow
		return -E2BIG;
	memcpy(to, tape->data + offset, to__sz);
	return 0;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(tape_ids)
BTF_ID_FLAGS(func, tape_read, KF_TRUSTED_ARGS)
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
