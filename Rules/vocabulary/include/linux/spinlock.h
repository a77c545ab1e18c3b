#ifndef KFUNCLINT_SPINLOCK_H
#define KFUNCLINT_SPINLOCK_H

#include <linux/cleanup.h>
#include <linux/types.h>

typedef struct raw_spinlock {
	int raw_lock;
} raw_spinlock_t;

typedef struct spinlock {
	struct raw_spinlock rlock;
} spinlock_t;

typedef struct {
	int raw_lock;
} rwlock_t;

#define DEFINE_SPINLOCK(name) spinlock_t name
#define DEFINE_RAW_SPINLOCK(name) raw_spinlock_t name
void spin_lock_init(spinlock_t *lock);
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
int spin_trylock(spinlock_t *lock);
void spin_lock_bh(spinlock_t *lock);
void spin_unlock_bh(spinlock_t *lock);
void spin_lock_irq(spinlock_t *lock);
void spin_unlock_irq(spinlock_t *lock);
unsigned long __kfunclint_lock_irqsave(void *lock);
#define spin_lock_irqsave(lock, flags) ((flags) = __kfunclint_lock_irqsave(lock))
void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags);
void raw_spin_lock(raw_spinlock_t *lock);
void raw_spin_unlock(raw_spinlock_t *lock);
#define raw_spin_lock_irqsave(lock, flags) ((flags) = __kfunclint_lock_irqsave(lock))
void raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags);
void read_lock(rwlock_t *lock);
void read_unlock(rwlock_t *lock);
void write_lock(rwlock_t *lock);
void write_unlock(rwlock_t *lock);

unsigned long __kfunclint_irq_save(void);
#define local_irq_save(flags) ((flags) = __kfunclint_irq_save())
void local_irq_restore(unsigned long flags);
void local_irq_disable(void);
void local_irq_enable(void);
void local_bh_disable(void);
void local_bh_enable(void);
void preempt_disable(void);
void preempt_enable(void);
void migrate_disable(void);
void migrate_enable(void);
bool in_interrupt(void);
bool in_task(void);
bool irqs_disabled(void);

#endif
