// kernel: 6.12
// Comments speak of NULL, but not of the members that are promised.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct lane {
	struct list_head list;
};

struct swimmer {
	struct lane *reserved;	/* NULL while it waits */
	struct lane *current_lane;
	/* Must not be NULL: see swimmer_enter(). */
	struct lane *home;
	struct lane *last;	/* never NULL */
	struct list_head list;
};

BTF_TYPE_SAFE_TRUSTED(struct swimmer) {
	struct lane *current_lane;
	struct lane *home;
	struct lane *last;
};

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
