#ifndef KFUNCLINT_WORKQUEUE_H
#define KFUNCLINT_WORKQUEUE_H

#include <linux/types.h>

struct work_struct;
struct workqueue_struct;
typedef void (*work_func_t)(struct work_struct *work);

struct work_struct {
	atomic_long_t data;
	struct list_head entry;
	work_func_t func;
};
#define INIT_WORK(work, function) ((work)->func = (function))
bool schedule_work(struct work_struct *work);
bool queue_work(struct workqueue_struct *queue, struct work_struct *work);
bool cancel_work_sync(struct work_struct *work);
bool flush_work(struct work_struct *work);

struct timer_list {
	unsigned long expires;
	void (*function)(struct timer_list *timer);
};
int mod_timer(struct timer_list *timer, unsigned long expires);

typedef struct wait_queue_head {
	int lock;
	struct list_head head;
} wait_queue_head_t;

struct completion {
	unsigned int done;
	wait_queue_head_t wait;
};
void __kfunclint_wait(wait_queue_head_t *queue);
#define wait_event(queue, condition) do { while (!(condition)) __kfunclint_wait(&(queue)); } while (0)
void wake_up(wait_queue_head_t *queue);
void init_completion(struct completion *completion);
void wait_for_completion(struct completion *completion);
void complete(struct completion *completion);

#endif
