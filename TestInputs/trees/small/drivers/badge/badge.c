/* Badge readers. The mistakes in this file are meant. */
#include <linux/btf.h>
#include <linux/module.h>

struct badge {
	refcount_t count;
	u32 owner;
};

struct badge *badge_at_door(u32 door);
void badge_free(struct badge *badge);

__bpf_kfunc_start_defs();

__bpf_kfunc struct badge *bpf_badge_get(u32 door)
{
	struct badge *badge = badge_at_door(door);

	return badge && refcount_inc_not_zero(&badge->count) ? badge : NULL;
}

/* A destructor is called through void (*)(void *), and CFI stops every other type. */
__bpf_kfunc void bpf_badge_put(struct badge *badge)
{
	if (refcount_dec_and_test(&badge->count))
		badge_free(badge);
}

/* kfunclint: ignore def-missing-bpf-kfunc: the reader's firmware wants the bare symbol */
u32 bpf_badge_door(const struct badge *badge)
{
	return badge->owner >> 8;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(badge_kfunc_ids)
BTF_ID_FLAGS(func, bpf_badge_get, KF_ACQUIRE | KF_RET_NULL)
BTF_ID_FLAGS(func, bpf_badge_put, KF_RELEASE)
BTF_ID_FLAGS(func, bpf_badge_door, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(badge_kfunc_ids)

static const struct btf_kfunc_id_set badge_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &badge_kfunc_ids,
};

BTF_ID_LIST(badge_dtor_ids)
BTF_ID(struct, badge)
/* finding: dtor-cfi-type */
BTF_ID(func, bpf_badge_put)

static int __init badge_init(void)
{
	const struct btf_id_dtor_kfunc dtors[] = {
		{
			.btf_id = badge_dtor_ids[0],
			.kfunc_btf_id = badge_dtor_ids[1],
		},
	};
	int err;

	err = register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &badge_kfunc_set);
	return err ?: register_btf_id_dtor_kfuncs(dtors, 1, THIS_MODULE);
}
late_initcall(badge_init);
