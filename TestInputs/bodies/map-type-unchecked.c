// kernel: 6.12
// Any map may come, and one kind is assumed.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct drawer_map {
	struct bpf_map map;
	u32 keys;
};

__bpf_kfunc_start_defs();

__bpf_kfunc u32 drawer_keys(void *p__map)
{
	struct bpf_map *map = p__map;

	return container_of(map, struct drawer_map, map)->keys; // finding: param-map-type-unchecked
}

__bpf_kfunc u32 drawer_keys_tested(void *p__map)
{
	struct bpf_map *map = p__map;

	if (map->map_type != 17)
		return 0;
	return container_of(map, struct drawer_map, map)->keys;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(drawer_ids)
BTF_ID_FLAGS(func, drawer_keys)
BTF_ID_FLAGS(func, drawer_keys_tested)
BTF_KFUNCS_END(drawer_ids)

static const struct btf_kfunc_id_set drawer_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &drawer_ids,
};

static int __init drawer_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &drawer_kfunc_set);
}
late_initcall(drawer_init);
