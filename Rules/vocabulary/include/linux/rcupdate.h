#ifndef KFUNCLINT_RCUPDATE_H
#define KFUNCLINT_RCUPDATE_H

#include <linux/cleanup.h>
#include <linux/compiler_types.h>
#include <linux/types.h>

void rcu_read_lock(void);
void rcu_read_unlock(void);
int rcu_read_lock_held(void);
void rcu_read_lock_trace(void);
void rcu_read_unlock_trace(void);
void synchronize_rcu(void);
void rcu_barrier(void);
void call_rcu(struct rcu_head *head, void (*function)(struct rcu_head *head));
void call_rcu_tasks_trace(struct rcu_head *head, void (*function)(struct rcu_head *head));
void kvfree_call_rcu(struct rcu_head *head, void *pointer);
#define kfree_rcu(pointer, ...) kvfree_call_rcu(0, (void *)(pointer))
#define rcu_dereference(pointer) READ_ONCE(pointer)
#define rcu_dereference_raw(pointer) READ_ONCE(pointer)
#define rcu_dereference_check(pointer, condition) READ_ONCE(pointer)
#define rcu_dereference_protected(pointer, condition) (pointer)
#define rcu_access_pointer(pointer) READ_ONCE(pointer)
#define rcu_assign_pointer(pointer, value) ((pointer) = (value))
#define RCU_INIT_POINTER(pointer, value) ((pointer) = (value))
#define RCU_LOCKDEP_WARN(condition, text) ((void)(condition))

#endif
