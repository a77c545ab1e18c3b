// kernel: 6.12
// The error goes to the options, and NULL comes back.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct yard_opts {
	s32 error;
	u32 kind;
};

static struct cgroup *yard_search(u64 id, u32 kind)
{
	if (kind > 3)
		return ERR_PTR(-EINVAL);
	return cgroup_get_from_id(id);
}

__bpf_kfunc_start_defs();

__bpf_kfunc struct cgroup *yard_of(u64 id, struct yard_opts *opts, u32 opts__sz)
{
	struct cgroup *cgroup;

	if (!opts || opts__sz != sizeof(*opts))
		return NULL;
	cgroup = yard_search(id, opts->kind);
	if (unlikely(IS_ERR(cgroup))) {
		opts->error = PTR_ERR(cgroup);
		return NULL;
	}
	return cgroup;
}

__bpf_kfunc void yard_put(struct cgroup *cgroup)
{
	cgroup_put(cgroup);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(yard_ids)
BTF_ID_FLAGS(func, yard_of, KF_ACQUIRE | KF_RET_NULL)
BTF_ID_FLAGS(func, yard_put, KF_RELEASE)
BTF_KFUNCS_END(yard_ids)

static const struct btf_kfunc_id_set yard_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &yard_ids,
};

static int __init yard_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &yard_kfunc_set);
}
late_initcall(yard_init);
