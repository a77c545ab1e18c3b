#ifndef KFUNCLINT_SOCK_H
#define KFUNCLINT_SOCK_H

#include <linux/skbuff.h>
#include <linux/spinlock.h>

struct sock_common {
	unsigned short skc_family;
	volatile unsigned char skc_state;
	__be32 skc_daddr;
	__be32 skc_rcv_saddr;
	__be16 skc_dport;
	u16 skc_num;
	struct net *skc_net;
	refcount_t skc_refcnt;
};

struct sock {
	struct sock_common __sk_common;
	spinlock_t sk_lock;
	int sk_rcvbuf;
	int sk_sndbuf;
	u32 sk_mark;
	u16 sk_protocol;
	u16 sk_type;
	struct socket *sk_socket;
};

struct socket {
	int state;
	short type;
	struct sock *sk;
	struct file *file;
};

struct inet_connection_sock {
	struct sock icsk_inet;
	void *icsk_ca_priv;
};

struct tcp_sock {
	struct inet_connection_sock inet_conn;
	u32 snd_cwnd;
	u32 snd_ssthresh;
	u32 packets_out;
};

struct request_sock {
	struct sock_common __req_common;
	struct sock *sk;
};

struct rate_sample {
	u64 prior_mstamp;
	u32 delivered;
	long interval_us;
};
void sock_hold(struct sock *sk);
void sock_put(struct sock *sk);
bool sk_fullsock(const struct sock *sk);
struct net *sock_net(const struct sock *sk);
void lock_sock(struct sock *sk);
void release_sock(struct sock *sk);
struct tcp_sock *tcp_sk(const struct sock *sk);
struct inet_connection_sock *inet_csk(const struct sock *sk);

#endif
