#ifndef KFUNCLINT_XDP_H
#define KFUNCLINT_XDP_H

#include <linux/netdevice.h>

struct xdp_rxq_info {
	struct net_device *dev;
	u32 queue_index;
};

struct xdp_buff {
	void *data;
	void *data_end;
	void *data_meta;
	void *data_hard_start;
	struct xdp_rxq_info *rxq;
	u32 frame_sz;
	u32 flags;
};

struct xdp_frame {
	void *data;
	u32 len;
};

#endif
