// kernel: 6.12
// The type of the map is compared in a function that is called.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct drawer_map {
	struct bpf_map map;
	u32 keys;
};

static struct drawer_map *drawer_of(struct bpf_map *map)
{
	if (map->map_type != 17)
		return NULL;
	return container_of(map, struct drawer_map, map);
}

__bpf_kfunc_start_defs();

__bpf_kfunc u32 drawer_keys(void *p__map)
{
	struct drawer_map *drawer = drawer_of(p__map);

	return drawer ? drawer->keys : 0;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(drawer_ids)
BTF_ID_FLAGS(func, drawer_keys)
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
