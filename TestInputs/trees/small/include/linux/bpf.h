#ifndef SMALL_BPF_H
#define SMALL_BPF_H

#include <linux/types.h>

#define MAX_BPF_FUNC_REG_ARGS 5

enum bpf_prog_type {
	BPF_PROG_TYPE_UNSPEC,
	BPF_PROG_TYPE_SCHED_CLS,
	BPF_PROG_TYPE_SCHED_ACT,
	BPF_PROG_TYPE_XDP,
	BPF_PROG_TYPE_TRACING,
	BPF_PROG_TYPE_LSM,
	BPF_PROG_TYPE_SYSCALL,
};

struct bpf_prog;

#endif
