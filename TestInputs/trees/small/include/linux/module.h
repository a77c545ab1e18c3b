#ifndef SMALL_MODULE_H
#define SMALL_MODULE_H

#include <linux/types.h>

struct module {
	const char *name;
};

#define THIS_MODULE ((struct module *)NULL)
#define late_initcall(function) int (*small_call_##function)(void) __used = function
#define CFI_NOSEAL(function) void (*small_noseal_##function)(void *) __used = function

#endif
