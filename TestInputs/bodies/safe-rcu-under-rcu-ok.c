// kernel: 6.12
// The member under RCU is promised for read sections only; its neighbour is not under RCU.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct lane {
	struct list_head list;
};

struct swimmer {
	struct lane __rcu *lane;
	struct lane *home;
	struct list_head list;
};

BTF_TYPE_SAFE_RCU_OR_NULL(struct swimmer) {
	struct lane *lane;
};

BTF_TYPE_SAFE_TRUSTED(struct swimmer) {
	struct lane *home;
};

static bool type_is_rcu_or_null(void)
{
	BTF_TYPE_EMIT(BTF_TYPE_SAFE_RCU_OR_NULL(struct swimmer));
	return true;
}

static bool type_is_trusted(void)
{
	BTF_TYPE_EMIT(BTF_TYPE_SAFE_TRUSTED(struct swimmer));
	return true;
}

__bpf_kfunc_start_defs();

__bpf_kfunc u32 swimmer_count(void)
{
	return 3;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(swimmer_ids)
BTF_ID_FLAGS(func, swimmer_count)
BTF_KFUNCS_END(swimmer_ids)

static const struct btf_kfunc_id_set swimmer_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &swimmer_ids,
};

static int __init swimmer_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &swimmer_kfunc_set);
}
late_initcall(swimmer_init);
