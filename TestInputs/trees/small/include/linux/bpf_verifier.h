#ifndef SMALL_BPF_VERIFIER_H
#define SMALL_BPF_VERIFIER_H

#include <linux/types.h>

struct btf;

struct btf_param {
	u32 name_off;
	u32 type;
};

bool btf_param_match_suffix(const struct btf *btf, const struct btf_param *param, const char *suffix);
bool btf_nested_type_is_trusted(const struct btf *btf, const char *field, u32 type, const char *suffix);

#endif
