// kernel: 6.12
// Zero means that the semaphore is ours.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct ferry {
	struct semaphore seats;
	struct list_head list;
};

__bpf_kfunc_start_defs();

__bpf_kfunc int ferry_board(struct ferry *ferry)
{
	int error;

	error = down_interruptible(&ferry->seats);
	if (error)
		return error;
	up(&ferry->seats);
	return 0;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(ferry_ids)
BTF_ID_FLAGS(func, ferry_board, KF_TRUSTED_ARGS | KF_SLEEPABLE)
BTF_KFUNCS_END(ferry_ids)

static const struct btf_kfunc_id_set ferry_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &ferry_ids,
};

static int __init ferry_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &ferry_kfunc_set);
}
late_initcall(ferry_init);
