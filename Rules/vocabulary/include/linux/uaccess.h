#ifndef KFUNCLINT_UACCESS_H
#define KFUNCLINT_UACCESS_H

#include <linux/compiler_types.h>
#include <linux/types.h>

unsigned long copy_from_user(void *to, const void __user *from, unsigned long size);
unsigned long copy_to_user(void __user *to, const void *from, unsigned long size);
long strncpy_from_user(char *to, const char __user *from, long size);
long strncpy_from_kernel_nofault(char *to, const void *from, long size);
long copy_from_kernel_nofault(void *to, const void *from, size_t size);
long copy_from_user_nofault(void *to, const void __user *from, size_t size);
#define get_user(value, pointer) ((value) = *(pointer), 0)
#define put_user(value, pointer) (*(pointer) = (value), 0)

#endif
