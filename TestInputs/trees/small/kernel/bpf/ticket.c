/* Tickets for programs. Every annotation in this file is right. */
#include <linux/btf.h>
#include <linux/errno.h>
#include <linux/module.h>
#include <linux/ticket.h>

/* What a program keeps on its stack while it walks the tickets. */
struct bpf_iter_ticket {
	__u64 opaque[1];
} __aligned(8);

struct bpf_iter_ticket_kern {
	struct ticket *ticket;
} __aligned(8);

__bpf_kfunc_start_defs();

/**
 * bpf_ticket_acquire - Take a reference to the ticket with a number
 * @number: The number printed on the ticket.
 *
 * Return: The ticket, or NULL when nobody holds that number.
 */
__bpf_kfunc struct ticket *bpf_ticket_acquire(u32 number)
{
	struct ticket *ticket = ticket_find(number);

	if (!ticket || !refcount_inc_not_zero(&ticket->count))
		return NULL;
	return ticket;
}

/**
 * bpf_ticket_release - Give a reference to a ticket back
 * @ticket: The ticket.
 */
__bpf_kfunc void bpf_ticket_release(struct ticket *ticket)
{
	if (refcount_dec_and_test(&ticket->count))
		ticket_free(ticket);
}

__bpf_kfunc void bpf_ticket_release_dtor(void *ticket)
{
	bpf_ticket_release(ticket);
}
CFI_NOSEAL(bpf_ticket_release_dtor);

/**
 * bpf_ticket_read - Copy what is printed on a ticket
 * @ticket: The ticket.
 * @out: Where the text goes.
 * @out__sz: Room at @out in bytes.
 *
 * Return: 0, or -E2BIG when there is more room than text.
 */
__bpf_kfunc int bpf_ticket_read(const struct ticket *ticket, void *out, u32 out__sz)
{
	if (out__sz > sizeof(ticket->text))
		return -E2BIG;
	memcpy(out, ticket->text, out__sz);
	return 0;
}

/* The verifier knows this one by name and gives the pointer its type. */
__bpf_kfunc struct ticket *bpf_ticket_cast(void *object__ign)
{
	return object__ign;
}

__bpf_kfunc int bpf_iter_ticket_new(struct bpf_iter_ticket *it, u32 first)
{
	struct bpf_iter_ticket_kern *kit = (void *)it;

	kit->ticket = ticket_find(first);
	return kit->ticket ? 0 : -ENOENT;
}

__bpf_kfunc struct ticket *bpf_iter_ticket_next(struct bpf_iter_ticket *it)
{
	struct bpf_iter_ticket_kern *kit = (void *)it;
	struct ticket *ticket = kit->ticket;

	if (ticket)
		kit->ticket = ticket_after(ticket);
	return ticket;
}

__bpf_kfunc void bpf_iter_ticket_destroy(struct bpf_iter_ticket *it)
{
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(ticket_kfunc_ids)
BTF_ID_FLAGS(func, bpf_ticket_acquire, KF_ACQUIRE | KF_RET_NULL)
BTF_ID_FLAGS(func, bpf_ticket_release, KF_RELEASE)
BTF_ID_FLAGS(func, bpf_ticket_read, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, bpf_ticket_cast)
BTF_ID_FLAGS(func, bpf_iter_ticket_new, KF_ITER_NEW)
BTF_ID_FLAGS(func, bpf_iter_ticket_next, KF_ITER_NEXT | KF_RET_NULL)
BTF_ID_FLAGS(func, bpf_iter_ticket_destroy, KF_ITER_DESTROY)
BTF_KFUNCS_END(ticket_kfunc_ids)

static const struct btf_kfunc_id_set ticket_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &ticket_kfunc_ids,
};

BTF_ID_LIST(ticket_dtor_ids)
BTF_ID(struct, ticket)
BTF_ID(func, bpf_ticket_release_dtor)

static int __init ticket_init(void)
{
	const struct btf_id_dtor_kfunc dtors[] = {
		{
			.btf_id = ticket_dtor_ids[0],
			.kfunc_btf_id = ticket_dtor_ids[1],
		},
	};
	int err;

	err = register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &ticket_kfunc_set);
	err = err ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &ticket_kfunc_set);
	return err ?: register_btf_id_dtor_kfuncs(dtors, sizeof(dtors) / sizeof(dtors[0]), THIS_MODULE);
}
late_initcall(ticket_init);
