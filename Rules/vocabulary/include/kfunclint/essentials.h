/* Included before every file that is parsed without a kernel tree, so that excerpts without includes make sense. */
#include <linux/bpf.h>
#include <linux/bpf_verifier.h>
#include <linux/btf.h>
#include <linux/cred.h>
#include <linux/filter.h>
#include <linux/mm.h>
#include <linux/uaccess.h>
#include <net/netfilter/nf_conntrack.h>
#include <net/sock.h>
