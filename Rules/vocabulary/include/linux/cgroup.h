#ifndef KFUNCLINT_CGROUP_H
#define KFUNCLINT_CGROUP_H

#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/sched.h>

struct cgroup;

struct cgroup_subsys_state {
	struct cgroup *cgroup;
	struct percpu_ref refcnt;
	struct list_head sibling;
	struct list_head children;
	int id;
	unsigned int flags;
	struct cgroup_subsys_state *parent;
};

struct cgroup {
	struct cgroup_subsys_state self;
	unsigned long flags;
	int level;
	struct kernfs_node *kn;
	struct cgroup *ancestors[8];
};

struct css_set {
	struct cgroup_subsys_state *subsys[16];
	refcount_t refcount;
	struct cgroup *dfl_cgrp;
};
void cgroup_get(struct cgroup *cgroup);
bool cgroup_tryget(struct cgroup *cgroup);
void cgroup_put(struct cgroup *cgroup);
void css_get(struct cgroup_subsys_state *css);
bool css_tryget(struct cgroup_subsys_state *css);
void css_put(struct cgroup_subsys_state *css);
struct cgroup *cgroup_get_from_id(u64 id);
struct cgroup *task_dfl_cgroup(struct task_struct *task);
u64 cgroup_id(const struct cgroup *cgroup);

#endif
