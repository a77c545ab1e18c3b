// kernel: 6.12
// The private state is larger than what programs reserve.
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

struct page_of_book {
	struct list_head list;
	u32 number;
	struct rcu_head rcu;
};

struct bpf_iter_book {
	__u64 __opaque[2];
} __aligned(8);

struct bpf_iter_book_kern {
	struct page_of_book *position;
	struct list_head *head;
	u64 turn;
} __aligned(8);

struct book {
	struct list_head pages;
	struct rcu_head rcu;
};

__bpf_kfunc_start_defs();

__bpf_kfunc int bpf_iter_book_new(struct bpf_iter_book *it, struct book *book, u32 flags) // finding: iter-kern-layout
{
	struct bpf_iter_book_kern *kit = (void *)it;

	kit->position = NULL;
	if (flags)
		return -EINVAL;
	kit->turn = 0;
	kit->head = &book->pages;
	kit->position = list_entry(book->pages.next, struct page_of_book, list);
	return 0;
}

__bpf_kfunc struct page_of_book *bpf_iter_book_next(struct bpf_iter_book *it)
{
	struct bpf_iter_book_kern *kit = (void *)it;

	if (!kit->position || kit->position->list.next == kit->head)
		return NULL;
	kit->position = list_entry(kit->position->list.next, struct page_of_book, list);
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
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &bpf_kfunc_set);
}
late_initcall(bpf_init);
