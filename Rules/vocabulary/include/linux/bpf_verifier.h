#ifndef KFUNCLINT_BPF_VERIFIER_H
#define KFUNCLINT_BPF_VERIFIER_H

#include <linux/bpf.h>
#include <linux/btf.h>

struct bpf_verifier_log {
	u64 start_pos;
	u64 end_pos;
};
int bpf_log(struct bpf_verifier_log *log, const char *format, ...);

#endif
