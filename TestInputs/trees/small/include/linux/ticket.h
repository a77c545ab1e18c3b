#ifndef SMALL_TICKET_H
#define SMALL_TICKET_H

#include <linux/types.h>

/* The line that tickets stand in. */
struct ticket_queue {
	u32 length;
	const char *name;
};

/* A place in a line. Counted; the last holder frees it. */
struct ticket {
	refcount_t count;
	u32 number;
	struct ticket_queue *queue;
	struct ticket __rcu *next;
	u8 text[64];
};

struct ticket *ticket_find(u32 number);
struct ticket *ticket_after(const struct ticket *ticket);
void ticket_free(struct ticket *ticket);

#endif
