#ifndef KFUNCLINT_SKBUFF_H
#define KFUNCLINT_SKBUFF_H

#include <linux/netdevice.h>
#include <linux/refcount.h>

struct sock;

struct sk_buff {
	struct sk_buff *next, *prev;
	struct net_device *dev;
	struct sock *sk;
	char cb[48];
	unsigned int len, data_len;
	u32 mark;
	u32 priority;
	__be16 protocol;
	unsigned int tail, end;
	unsigned char *head, *data;
	refcount_t users;
	unsigned long _nfct;
};
struct sk_buff *alloc_skb(unsigned int size, gfp_t flags);
struct sk_buff *skb_get(struct sk_buff *skb);
struct sk_buff *skb_clone(struct sk_buff *skb, gfp_t flags);
void kfree_skb(struct sk_buff *skb);
void consume_skb(struct sk_buff *skb);
unsigned int skb_headlen(const struct sk_buff *skb);
void *skb_header_pointer(const struct sk_buff *skb, int offset, int size, void *buffer);
int skb_copy_bits(const struct sk_buff *skb, int offset, void *to, int size);

#endif
