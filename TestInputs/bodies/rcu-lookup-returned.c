// kernel: 6.18
// The task is good until the read section ends, which it does before the return.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

__bpf_kfunc_start_defs();

__bpf_kfunc struct task_struct *crew_peek(s32 pid)
{
	struct task_struct *task;

	rcu_read_lock();
	task = find_task_by_vpid(pid);
	rcu_read_unlock();
	return task;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(crew_ids)
BTF_ID_FLAGS(func, crew_peek, KF_RET_NULL) // finding: flag-rcu-protected-missing
BTF_KFUNCS_END(crew_ids)

static const struct btf_kfunc_id_set crew_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &crew_ids,
};

static int __init crew_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &crew_kfunc_set);
}
late_initcall(crew_init);
