#ifndef KFUNCLINT_NETDEVICE_H
#define KFUNCLINT_NETDEVICE_H

#include <linux/gfp.h>
#include <linux/refcount.h>
#include <linux/sched.h>

#define IFNAMSIZ 16

struct net {
	refcount_t passive;
	u64 net_cookie;
};
extern struct net init_net;
struct net *get_net(struct net *net);
struct net *maybe_get_net(struct net *net);
void put_net(struct net *net);
struct net *get_net_ns_by_id(const struct net *net, int id);

struct net_device {
	char name[IFNAMSIZ];
	int ifindex;
	unsigned int flags;
	unsigned int mtu;
	struct net *nd_net;
};
struct net_device *dev_get_by_index(struct net *net, int index);
struct net_device *dev_get_by_index_rcu(struct net *net, int index);
struct net_device *dev_get_by_name(struct net *net, const char *name);
void dev_put(struct net_device *device);
void dev_hold(struct net_device *device);
struct net *dev_net(const struct net_device *device);
void rtnl_lock(void);
void rtnl_unlock(void);

#endif
