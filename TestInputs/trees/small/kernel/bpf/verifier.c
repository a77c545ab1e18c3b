/* What a program may do with arguments and fields. */
#include <linux/bpf_verifier.h>
#include <linux/btf.h>
#include <linux/ticket.h>

#define MAX_KFUNC_DESCS 256

bool is_kfunc_arg_mem_size(const struct btf *btf, const struct btf_param *param)
{
	return btf_param_match_suffix(btf, param, "__sz");
}

bool is_kfunc_arg_const_mem_size(const struct btf *btf, const struct btf_param *param)
{
	return btf_param_match_suffix(btf, param, "__szk");
}

bool is_kfunc_arg_constant(const struct btf *btf, const struct btf_param *param)
{
	return btf_param_match_suffix(btf, param, "__k");
}

bool is_kfunc_arg_ignore(const struct btf *btf, const struct btf_param *param)
{
	return btf_param_match_suffix(btf, param, "__ign");
}

bool is_kfunc_arg_nullable(const struct btf *btf, const struct btf_param *param)
{
	return btf_param_match_suffix(btf, param, "__nullable");
}

bool is_kfunc_arg_const_str(const struct btf *btf, const struct btf_param *param)
{
	return btf_param_match_suffix(btf, param, "__str");
}

/* Kfuncs that calls are checked for by name. */
BTF_SET_START(special_kfunc_set)
BTF_ID(func, bpf_ticket_cast)
BTF_SET_END(special_kfunc_set)

BTF_ID_LIST(special_kfunc_list)
BTF_ID(func, bpf_ticket_cast)

#define BTF_TYPE_SAFE_RCU(type) type##__safe_rcu
#define BTF_TYPE_SAFE_TRUSTED(type) type##__safe_trusted

BTF_TYPE_SAFE_RCU(struct ticket) {
	struct ticket *next;
};

BTF_TYPE_SAFE_TRUSTED(struct ticket) {
	/* finding: safe-field-missing */
	struct ticket_queue *line;
};

bool type_is_rcu(const struct btf *btf, const char *field, u32 type)
{
	BTF_TYPE_EMIT(BTF_TYPE_SAFE_RCU(struct ticket));
	return btf_nested_type_is_trusted(btf, field, type, "__safe_rcu");
}

bool type_is_trusted(const struct btf *btf, const char *field, u32 type)
{
	BTF_TYPE_EMIT(BTF_TYPE_SAFE_TRUSTED(struct ticket));
	return btf_nested_type_is_trusted(btf, field, type, "__safe_trusted");
}
