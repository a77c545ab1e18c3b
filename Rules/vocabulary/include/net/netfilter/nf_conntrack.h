#ifndef KFUNCLINT_NF_CONNTRACK_H
#define KFUNCLINT_NF_CONNTRACK_H

#include <linux/netdevice.h>

struct nf_conntrack {
	refcount_t use;
};

struct nf_conn {
	struct nf_conntrack ct_general;
	u32 timeout;
	unsigned long status;
	u32 mark;
};

struct nf_conn___init {
	struct nf_conn ct;
};

union nf_inet_addr {
	u32 all[4];
	__be32 ip;
	__be32 ip6[4];
};
void nf_ct_put(struct nf_conn *ct);
struct nf_conn *nf_conntrack_alloc_skeleton(struct net *net, gfp_t flags);
void nf_conntrack_free(struct nf_conn *ct);

#endif
