#ifndef KFUNCLINT_BTF_IDS_H
#define KFUNCLINT_BTF_IDS_H

#include <linux/compiler_types.h>
#include <linux/types.h>

struct btf_id_set {
	u32 cnt;
	u32 ids[];
};

struct __kfunclint_id_flags {
	u32 id;
	u32 flags;
};

struct btf_id_set8 {
	u32 cnt;
	u32 flags;
	struct __kfunclint_id_flags pairs[];
};
bool btf_id_set_contains(const struct btf_id_set *set, u32 id);
void *btf_id_set8_contains(const struct btf_id_set8 *set, u32 id);

#include <kfunclint/sets.h>

#endif
