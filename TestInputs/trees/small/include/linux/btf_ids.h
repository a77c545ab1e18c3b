#ifndef SMALL_BTF_IDS_H
#define SMALL_BTF_IDS_H

#include <linux/types.h>

struct btf_id_set {
	u32 cnt;
	u32 ids[8];
};

struct btf_id_set8 {
	u32 cnt;
	u32 flags;
	u64 pairs[8];
};

/* An element leaves nothing but a declaration; a kernel's build fills sets with numbers. */
#define BTF_ID(kind, name) struct small_btf_element;
#define BTF_ID_FLAGS(kind, name, ...) struct small_btf_element;
#define BTF_ID_UNUSED struct small_btf_element;

#define BTF_ID_LIST(name) static u32 __maybe_unused name[8];
#define BTF_ID_LIST_SINGLE(name, kind, type) BTF_ID_LIST(name) BTF_ID(kind, type)
#define BTF_SET_START(name) static struct btf_id_set __maybe_unused name;
#define BTF_SET_END(name) struct small_btf_end;
#define BTF_SET8_START(name) static struct btf_id_set8 __maybe_unused name;
#define BTF_SET8_END(name) struct small_btf_end;
#define BTF_KFUNCS_START(name) static struct btf_id_set8 __maybe_unused name = { .flags = 1 };
#define BTF_KFUNCS_END(name) struct small_btf_end;

#endif
