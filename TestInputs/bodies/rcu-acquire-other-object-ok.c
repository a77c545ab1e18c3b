// kernel: 6.12
// The object reached through RCU pins another one, whose count cannot be zero.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct desk {
	struct cgroup *yard;
	struct list_head list;
	struct rcu_head rcu;
};

__bpf_kfunc_start_defs();

__bpf_kfunc struct cgroup *desk_yard(struct desk *desk)
{
	struct cgroup *yard = desk->yard;

	cgroup_get(yard);
	return yard;
}

__bpf_kfunc void desk_put_yard(struct cgroup *yard)
{
	cgroup_put(yard);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(desk_ids)
BTF_ID_FLAGS(func, desk_yard, KF_ACQUIRE | KF_RCU)
BTF_ID_FLAGS(func, desk_put_yard, KF_RELEASE)
BTF_KFUNCS_END(desk_ids)

static const struct btf_kfunc_id_set desk_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &desk_ids,
};

static int __init desk_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &desk_kfunc_set);
}
late_initcall(desk_init);
