// kernel: 6.12
// The verifier is told to leave the user pointer alone, and the copy may fault.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

__bpf_kfunc_start_defs();

__bpf_kfunc int badge_read(u64 *to, const u64 __user *from__ign)
{
	u64 value;

	if (!to)
		return -EINVAL;
	if (copy_from_user(&value, from__ign, sizeof(value)))
		return -EFAULT;
	*to = value;
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
