#ifndef KFUNCLINT_FILTER_H
#define KFUNCLINT_FILTER_H

#include <linux/bpf.h>
#include <linux/skbuff.h>
#include <net/xdp.h>

#endif
