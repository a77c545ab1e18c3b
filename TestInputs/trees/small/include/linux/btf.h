#ifndef SMALL_BTF_H
#define SMALL_BTF_H

#include <linux/bpf.h>
#include <linux/btf_ids.h>
#include <linux/types.h>

struct module;

#define KF_ACQUIRE (1 << 0)
#define KF_RELEASE (1 << 1)
#define KF_RET_NULL (1 << 2)
/* Bit 3 belonged to KF_KPTR_GET. */
#define KF_TRUSTED_ARGS (1 << 4)
#define KF_SLEEPABLE (1 << 5)
#define KF_DESTRUCTIVE (1 << 6)
#define KF_RCU (1 << 7)
#define KF_ITER_NEW (1 << 8)
#define KF_ITER_NEXT (1 << 9)
#define KF_ITER_DESTROY (1 << 10)
#define KF_RCU_PROTECTED (1 << 11)

#define __bpf_kfunc __used __retain noinline
#define __bpf_kfunc_start_defs() \
	__diag_push();           \
	__diag_ignore_all("-Wmissing-prototypes", "programs call kfuncs, headers do not declare them")
#define __bpf_kfunc_end_defs() __diag_pop()
#define __bpf_hook_start() __bpf_kfunc_start_defs()
#define __bpf_hook_end() __bpf_kfunc_end_defs()

#define BTF_TYPE_EMIT(type) ((void)(type *)0)

struct btf_kfunc_id_set {
	struct module *owner;
	struct btf_id_set8 *set;
	int (*filter)(const struct bpf_prog *prog, u32 kfunc_id);
};

struct btf_id_dtor_kfunc {
	u32 btf_id;
	u32 kfunc_btf_id;
};

int register_btf_kfunc_id_set(enum bpf_prog_type type, const struct btf_kfunc_id_set *set);
int register_btf_fmodret_id_set(const struct btf_kfunc_id_set *set);
int register_btf_id_dtor_kfuncs(const struct btf_id_dtor_kfunc *dtors, u32 count, struct module *owner);

#endif
