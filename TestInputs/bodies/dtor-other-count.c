// kernel: 6.12
// The destructor drops the count of another member.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct lamp {
	refcount_t users;
	refcount_t handles;
	struct rcu_head rcu;
	struct list_head list;
	struct lamp __rcu *next;
	struct mutex lock;
	spinlock_t switch_lock;
	u32 level;
	u32 levels[16];
};

extern struct lamp *lamp_table[64];

__bpf_kfunc_start_defs();

__bpf_kfunc struct lamp *lamp_make(void)
{
	struct lamp *lamp = kzalloc(sizeof(*lamp), GFP_ATOMIC);

	if (lamp)
		refcount_set(&lamp->users, 1);
	return lamp;
}

__bpf_kfunc void lamp_drop(struct lamp *lamp)
{
	if (refcount_dec_and_test(&lamp->users))
		kfree_rcu(lamp, rcu);
}

__bpf_kfunc void lamp_drop_dtor(void *lamp) // finding: dtor-releases-same
{
	struct lamp *object = lamp;

	if (refcount_dec_and_test(&object->handles))
		kfree_rcu(object, rcu);
}
CFI_NOSEAL(lamp_drop_dtor);

__bpf_kfunc_end_defs();

BTF_ID_LIST(lamp_dtor_ids)
BTF_ID(struct, lamp)
BTF_ID(func, lamp_drop_dtor)

BTF_KFUNCS_START(lamp_ids)
BTF_ID_FLAGS(func, lamp_make, KF_ACQUIRE | KF_RET_NULL)
BTF_ID_FLAGS(func, lamp_drop, KF_RELEASE)
BTF_KFUNCS_END(lamp_ids)

static const struct btf_kfunc_id_set lamp_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &lamp_ids,
};

static int __init lamp_init(void)
{
	const struct btf_id_dtor_kfunc destructors[] = {
		{
			.btf_id = lamp_dtor_ids[0],
			.kfunc_btf_id = lamp_dtor_ids[1],
		},
	};
	int ret;

	ret = register_btf_id_dtor_kfuncs(destructors, ARRAY_SIZE(destructors), THIS_MODULE);
	return ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &lamp_kfunc_set);
}
late_initcall(lamp_init);
