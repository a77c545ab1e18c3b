// kernel: 6.12
// A struct of numbers can lie on the stack of a program.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct token {
	refcount_t users;
	u32 number;
};

__bpf_kfunc_start_defs();

__bpf_kfunc struct token *token_hold(struct token *token) // finding: param-forgeable-object
{
	if (!refcount_inc_not_zero(&token->users))
		return NULL;
	return token;
}

__bpf_kfunc u32 token_number(struct token *token)
{
	return token->number;
}

__bpf_kfunc void token_drop(struct token *token)
{
	if (refcount_dec_and_test(&token->users))
		kfree(token);
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(token_ids)
BTF_ID_FLAGS(func, token_hold, KF_ACQUIRE | KF_TRUSTED_ARGS | KF_RET_NULL)
BTF_ID_FLAGS(func, token_number, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, token_drop, KF_RELEASE)
BTF_KFUNCS_END(token_ids)

static const struct btf_kfunc_id_set token_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &token_ids,
};

static int __init token_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &token_kfunc_set);
}
late_initcall(token_init);
