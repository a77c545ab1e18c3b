#ifndef KFUNCLINT_CRED_H
#define KFUNCLINT_CRED_H

#include <linux/sched.h>

typedef struct {
	uid_t val;
} kuid_t;

struct cred {
	atomic_long_t usage;
	kuid_t uid;
	kuid_t euid;
};
const struct cred *get_cred(const struct cred *cred);
void put_cred(const struct cred *cred);
const struct cred *get_task_cred(struct task_struct *task);
bool capable(int capability);

struct key {
	refcount_t usage;
	int serial;
};
struct key *key_get(struct key *key);
void key_put(struct key *key);

#endif
