/* A module that lives outside of any kernel tree. The mistake in this file is meant. */
#include <linux/btf.h>
#include <linux/module.h>

struct bpf_clock {
	u64 ticks;
};

__bpf_kfunc_start_defs();

/* finding: param-void-ptr-unsized */
__bpf_kfunc int bpf_clock_read(const struct bpf_clock *clock, void *out, u32 out_size)
{
	if (!clock || out_size < sizeof(clock->ticks))
		return -EINVAL;
	*(u64 *)out = clock->ticks;
	return 0;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(clock_kfunc_ids)
BTF_ID_FLAGS(func, bpf_clock_read)
BTF_KFUNCS_END(clock_kfunc_ids)

static const struct btf_kfunc_id_set clock_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &clock_kfunc_ids,
};

static int __init clock_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &clock_kfunc_set);
}

static void __exit clock_exit(void)
{
}

module_init(clock_init);
module_exit(clock_exit);
MODULE_LICENSE("GPL");
