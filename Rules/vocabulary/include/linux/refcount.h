#ifndef KFUNCLINT_REFCOUNT_H
#define KFUNCLINT_REFCOUNT_H

#include <linux/types.h>

#define ATOMIC_INIT(value) { (value) }
int atomic_read(const atomic_t *counter);
void atomic_set(atomic_t *counter, int value);
void atomic_inc(atomic_t *counter);
void atomic_dec(atomic_t *counter);
void atomic_add(int value, atomic_t *counter);
int atomic_inc_return(atomic_t *counter);
bool atomic_inc_not_zero(atomic_t *counter);
bool atomic_dec_and_test(atomic_t *counter);
#define xchg(pointer, value) ({ __typeof__(*(pointer)) __old = *(pointer); *(pointer) = (value); __old; })
int atomic_cmpxchg(atomic_t *counter, int old, int value);
s64 atomic64_read(const atomic64_t *counter);
void atomic64_inc(atomic64_t *counter);
void atomic64_dec(atomic64_t *counter);
bool atomic64_dec_and_test(atomic64_t *counter);
long atomic_long_read(const atomic_long_t *counter);
void atomic_long_inc(atomic_long_t *counter);
bool atomic_long_inc_not_zero(atomic_long_t *counter);

struct refcount_struct {
	atomic_t refs;
};
typedef struct refcount_struct refcount_t;

#define REFCOUNT_INIT(value) { .refs = ATOMIC_INIT(value) }
unsigned int refcount_read(const refcount_t *counter);
void refcount_set(refcount_t *counter, int value);
void refcount_inc(refcount_t *counter);
void refcount_dec(refcount_t *counter);
bool refcount_inc_not_zero(refcount_t *counter);
bool refcount_dec_and_test(refcount_t *counter);
bool refcount_sub_and_test(int value, refcount_t *counter);

struct kref {
	refcount_t refcount;
};
void kref_init(struct kref *kref);
void kref_get(struct kref *kref);
int kref_get_unless_zero(struct kref *kref);
int kref_put(struct kref *kref, void (*release)(struct kref *kref));

struct kobject {
	const char *name;
	struct kref kref;
};
struct kobject *kobject_get(struct kobject *object);
void kobject_put(struct kobject *object);

struct percpu_ref {
	unsigned long percpu_count_ptr;
};
void percpu_ref_get(struct percpu_ref *ref);
bool percpu_ref_tryget(struct percpu_ref *ref);
void percpu_ref_put(struct percpu_ref *ref);

#endif
