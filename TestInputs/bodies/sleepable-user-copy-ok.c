// kernel: 6.12
// Copies from user space, which may fault.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

__bpf_kfunc_start_defs();

__bpf_kfunc int badge_read(void *to, u32 to__sz, const void __user *from__ign)
{
	if (!to)
		return -EINVAL;
	if (copy_from_user(to, from__ign, to__sz))
		return -EFAULT;
	return 0;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(badge_ids)
BTF_ID_FLAGS(func, badge_read, KF_SLEEPABLE)
BTF_KFUNCS_END(badge_ids)

static const struct btf_kfunc_id_set badge_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &badge_ids,
};

static int __init badge_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &badge_kfunc_set);
}
late_initcall(badge_init);
