#ifndef KFUNCLINT_BTF_H
#define KFUNCLINT_BTF_H

#include <kfunclint/annotations.h>
#include <linux/bpf.h>
#include <linux/btf_ids.h>

#define BTF_TYPE_EMIT(type) ((void)(type *)0)
#define BTF_TYPE_EMIT_ENUM(value) ((void)(value))

struct btf;
struct btf_type;
typedef int (*btf_kfunc_filter_t)(const struct bpf_prog *prog, u32 kfunc_id);

struct btf_kfunc_id_set {
	struct module *owner;
	struct btf_id_set8 *set;
	btf_kfunc_filter_t filter;
};

struct btf_id_dtor_kfunc {
	u32 btf_id;
	u32 kfunc_btf_id;
};
int register_btf_kfunc_id_set(enum bpf_prog_type type, const struct btf_kfunc_id_set *set);
int register_btf_fmodret_id_set(const struct btf_kfunc_id_set *set);
int register_btf_id_dtor_kfuncs(const struct btf_id_dtor_kfunc *destructors, u32 count, struct module *owner);

#endif
