#ifndef SMALL_TYPES_H
#define SMALL_TYPES_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef int s32;
typedef unsigned long long u64;
typedef unsigned int __u32;
typedef unsigned long long __u64;
typedef unsigned long size_t;
typedef _Bool bool;
#define true 1
#define false 0
#define NULL ((void *)0)

typedef struct {
	int refs;
} refcount_t;

bool refcount_inc_not_zero(refcount_t *count);
bool refcount_dec_and_test(refcount_t *count);

void *memcpy(void *to, const void *from, size_t size);

#endif
