// kernel: 6.12
// The private state fits in size, but asks for more alignment than programs give it.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct page_of_book {
	struct page_of_book __rcu *next;
	struct page_of_book *behind;
	refcount_t users;
	u32 number;
};

struct bpf_iter_book {
	__u64 __opaque[2];
} __aligned(8);

struct bpf_iter_book_kern {
	struct page_of_book *position;
	u64 turn;
} __aligned(16);

__bpf_kfunc_start_defs();

__bpf_kfunc int bpf_iter_book_new(struct bpf_iter_book *it, struct page_of_book *first) // finding: iter-kern-layout
{
	struct bpf_iter_book_kern *kit = (void *)it;

	BUILD_BUG_ON(sizeof(struct bpf_iter_book_kern) > sizeof(struct bpf_iter_book));
	kit->turn = 0;
	kit->position = first;
	return 0;
}

__bpf_kfunc struct page_of_book *bpf_iter_book_next(struct bpf_iter_book *it)
{
	struct bpf_iter_book_kern *kit = (void *)it;

	if (kit->position)
		kit->position = kit->position->behind;
	return kit->position;
}

__bpf_kfunc void bpf_iter_book_destroy(struct bpf_iter_book *it)
{
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(bpf_ids)
BTF_ID_FLAGS(func, bpf_iter_book_new, KF_ITER_NEW | KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, bpf_iter_book_next, KF_ITER_NEXT | KF_RET_NULL)
BTF_ID_FLAGS(func, bpf_iter_book_destroy, KF_ITER_DESTROY)
BTF_KFUNCS_END(bpf_ids)

static const struct btf_kfunc_id_set bpf_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &bpf_ids,
};

static int __init bpf_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &bpf_kfunc_set);
}
late_initcall(bpf_init);
