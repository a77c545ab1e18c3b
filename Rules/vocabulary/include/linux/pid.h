#ifndef KFUNCLINT_PID_H
#define KFUNCLINT_PID_H

#include <linux/refcount.h>

enum pid_type { PIDTYPE_PID, PIDTYPE_TGID, PIDTYPE_PGID, PIDTYPE_SID, PIDTYPE_MAX };
struct task_struct;
struct pid_namespace;

struct pid {
	refcount_t count;
	unsigned int level;
	struct rcu_head rcu;
};
struct pid *get_pid(struct pid *pid);
void put_pid(struct pid *pid);
struct pid *find_get_pid(pid_t number);
struct pid *find_vpid(int number);
struct task_struct *pid_task(struct pid *pid, enum pid_type type);
struct task_struct *get_pid_task(struct pid *pid, enum pid_type type);

#endif
