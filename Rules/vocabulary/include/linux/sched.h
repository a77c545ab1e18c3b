#ifndef KFUNCLINT_SCHED_H
#define KFUNCLINT_SCHED_H

#include <linux/cpumask.h>
#include <linux/pid.h>
#include <linux/refcount.h>
#include <linux/spinlock.h>

struct mm_struct;
struct cred;
struct css_set;
struct files_struct;
struct nsproxy;
struct signal_struct;

#define TASK_COMM_LEN 16

struct task_struct {
	unsigned int __state;
	void *stack;
	refcount_t usage;
	unsigned int flags;
	int on_cpu;
	int prio;
	const cpumask_t *cpus_ptr;
	cpumask_t cpus_mask;
	struct list_head tasks;
	struct mm_struct *mm;
	struct mm_struct *active_mm;
	int exit_state;
	int exit_code;
	pid_t pid;
	pid_t tgid;
	struct task_struct *real_parent;
	struct task_struct *parent;
	struct list_head children;
	struct list_head sibling;
	struct task_struct *group_leader;
	struct pid *thread_pid;
	u64 utime;
	u64 stime;
	u64 start_time;
	const struct cred *real_cred;
	const struct cred *cred;
	char comm[TASK_COMM_LEN];
	struct files_struct *files;
	struct nsproxy *nsproxy;
	struct signal_struct *signal;
	spinlock_t alloc_lock;
	struct task_struct *last_wakee;
	struct css_set *cgroups;
	refcount_t rcu_users;
	struct rcu_head rcu;
	struct bpf_local_storage *bpf_storage;
};

struct task_struct *__kfunclint_current(void);
#define current __kfunclint_current()
struct task_struct *get_task_struct(struct task_struct *task);
void put_task_struct(struct task_struct *task);
struct task_struct *find_task_by_vpid(pid_t number);
struct task_struct *find_task_by_pid_ns(pid_t number, struct pid_namespace *space);
int wake_up_process(struct task_struct *task);
void schedule(void);
long schedule_timeout(long timeout);
int send_sig(int signal, struct task_struct *task, int privileged);
void task_lock(struct task_struct *task);
void task_unlock(struct task_struct *task);
void msleep(unsigned int milliseconds);
void usleep_range(unsigned long low, unsigned long high);
void udelay(unsigned long microseconds);
void cond_resched(void);
int task_cpu(const struct task_struct *task);

#endif
