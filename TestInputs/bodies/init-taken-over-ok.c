// kernel: 6.12
// The unfinished object comes out as a finished one, and its maker loses it.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct bridge {
	struct list_head list;
	struct rcu_head rcu;
	u32 length;
};

struct bridge___init {
	struct bridge bridge;
};

__bpf_kfunc_start_defs();

__bpf_kfunc struct bridge___init *bridge_plan(u32 length)
{
	struct bridge *bridge = kzalloc(sizeof(*bridge), GFP_ATOMIC);

	if (!bridge)
		return NULL;
	bridge->length = length;
	return (struct bridge___init *)bridge;
}

__bpf_kfunc struct bridge *bridge_build(struct bridge___init *plan)
{
	struct bridge *bridge = (struct bridge *)plan;

	if (bridge->length > 4096) {
		kfree(bridge);
		return NULL;
	}
	return bridge;
}

__bpf_kfunc void bridge_close(struct bridge *bridge)
{
	kfree_rcu(bridge, rcu);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(bridge_ids)
BTF_ID_FLAGS(func, bridge_plan, KF_ACQUIRE | KF_RET_NULL)
BTF_ID_FLAGS(func, bridge_build, KF_ACQUIRE | KF_RELEASE | KF_RET_NULL)
BTF_ID_FLAGS(func, bridge_close, KF_RELEASE)
BTF_KFUNCS_END(bridge_ids)

static const struct btf_kfunc_id_set bridge_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &bridge_ids,
};

static int __init bridge_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &bridge_kfunc_set);
}
late_initcall(bridge_init);
