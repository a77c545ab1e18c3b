#ifndef SMALL_STAMP_H
#define SMALL_STAMP_H

#include <linux/types.h>

/* A mark that a packet carries through the stack. */
struct stamp {
	refcount_t count;
	u32 size;
	u8 bytes[32];
	bool sealed;
};

struct stamp *stamp_of_interface(u32 ifindex);

#endif
