#ifndef KFUNCLINT_BPF_H
#define KFUNCLINT_BPF_H

#include <linux/cgroup.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

enum bpf_prog_type {
	BPF_PROG_TYPE_UNSPEC,
	BPF_PROG_TYPE_SOCKET_FILTER,
	BPF_PROG_TYPE_KPROBE,
	BPF_PROG_TYPE_SCHED_CLS,
	BPF_PROG_TYPE_SCHED_ACT,
	BPF_PROG_TYPE_TRACEPOINT,
	BPF_PROG_TYPE_XDP,
	BPF_PROG_TYPE_PERF_EVENT,
	BPF_PROG_TYPE_CGROUP_SKB,
	BPF_PROG_TYPE_CGROUP_SOCK,
	BPF_PROG_TYPE_LWT_IN,
	BPF_PROG_TYPE_LWT_OUT,
	BPF_PROG_TYPE_LWT_XMIT,
	BPF_PROG_TYPE_SOCK_OPS,
	BPF_PROG_TYPE_SK_SKB,
	BPF_PROG_TYPE_CGROUP_DEVICE,
	BPF_PROG_TYPE_SK_MSG,
	BPF_PROG_TYPE_RAW_TRACEPOINT,
	BPF_PROG_TYPE_CGROUP_SOCK_ADDR,
	BPF_PROG_TYPE_LWT_SEG6LOCAL,
	BPF_PROG_TYPE_LIRC_MODE2,
	BPF_PROG_TYPE_SK_REUSEPORT,
	BPF_PROG_TYPE_FLOW_DISSECTOR,
	BPF_PROG_TYPE_CGROUP_SYSCTL,
	BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE,
	BPF_PROG_TYPE_CGROUP_SOCKOPT,
	BPF_PROG_TYPE_TRACING,
	BPF_PROG_TYPE_STRUCT_OPS,
	BPF_PROG_TYPE_EXT,
	BPF_PROG_TYPE_LSM,
	BPF_PROG_TYPE_SK_LOOKUP,
	BPF_PROG_TYPE_SYSCALL,
	BPF_PROG_TYPE_NETFILTER,
};

/* Contexts of programs, as programs see them. */
struct __sk_buff {
	__u32 len;
	__u32 pkt_type;
	__u32 mark;
	__u32 protocol;
	__u32 ifindex;
	__u32 data;
	__u32 data_end;
};

struct xdp_md {
	__u32 data;
	__u32 data_end;
	__u32 data_meta;
	__u32 ingress_ifindex;
};

struct bpf_sock;
struct bpf_sock_addr;
struct bpf_sock_ops;
struct bpf_perf_event_data;
struct bpf_nf_ctx;

/* Objects that the verifier recognises by their type. */
struct bpf_spin_lock {
	__u32 val;
};

struct bpf_timer {
	__u64 __opaque[2];
} __aligned(8);

struct bpf_wq {
	__u64 __opaque[2];
} __aligned(8);

struct bpf_task_work {
	__u64 __opaque;
} __aligned(8);

struct bpf_res_spin_lock {
	__u32 val;
	__u32 pad;
} __aligned(8);

struct bpf_list_head {
	__u64 __opaque[2];
} __aligned(8);

struct bpf_list_node {
	__u64 __opaque[3];
} __aligned(8);

struct bpf_rb_root {
	__u64 __opaque[2];
} __aligned(8);

struct bpf_rb_node {
	__u64 __opaque[4];
} __aligned(8);

struct bpf_refcount {
	__u32 __opaque[1];
} __aligned(4);

struct bpf_dynptr {
	__u64 __opaque[2];
} __aligned(8);

struct bpf_dynptr_kern {
	void *data;
	u32 size;
	u32 offset;
} __aligned(8);

/* Iterators as programs see them. */
struct bpf_iter_num {
	__u64 __opaque[1];
} __aligned(8);

struct bpf_iter_task {
	__u64 __opaque[3];
} __aligned(8);

struct bpf_iter_css {
	__u64 __opaque[3];
} __aligned(8);

struct bpf_iter_bits {
	__u64 __opaque[2];
} __aligned(8);

struct bpf_verifier_env;
struct bpf_reg_state;

struct bpf_map {
	u32 map_type;
	u32 key_size;
	u32 value_size;
	u32 max_entries;
	u32 id;
	atomic64_t refcnt;
};

struct bpf_prog_aux {
	atomic64_t refcnt;
	u32 id;
	struct bpf_prog *prog;
	struct module *mod;
};

struct bpf_prog {
	u16 pages;
	enum bpf_prog_type type;
	int expected_attach_type;
	u32 len;
	struct bpf_prog_aux *aux;
};
void bpf_map_inc(struct bpf_map *map);
struct bpf_map *bpf_map_inc_not_zero(struct bpf_map *map);
void bpf_map_put(struct bpf_map *map);
void bpf_prog_inc(struct bpf_prog *prog);
void bpf_prog_put(struct bpf_prog *prog);
const void *__bpf_dynptr_data(const struct bpf_dynptr_kern *pointer, u32 size);
void *__bpf_dynptr_data_rw(const struct bpf_dynptr_kern *pointer, u32 size);
u32 __bpf_dynptr_size(const struct bpf_dynptr_kern *pointer);
bool __bpf_dynptr_is_rdonly(const struct bpf_dynptr_kern *pointer);
bool has_current_bpf_ctx(void);
void bpf_obj_free_fields(const void *record, void *object);
typedef u64 (*bpf_callback_t)(u64, u64, u64, u64, u64);

struct bpf_run_ctx {};

struct bpf_struct_ops {
	const char *name;
	struct module *owner;
};

#endif
