#ifndef KFUNCLINT_GFP_H
#define KFUNCLINT_GFP_H

#include <linux/types.h>

#define GFP_ATOMIC ((gfp_t)0x820)
#define GFP_KERNEL ((gfp_t)0xcc0)
#define GFP_KERNEL_ACCOUNT ((gfp_t)0x400cc0)
#define GFP_NOWAIT ((gfp_t)0x800)
#define GFP_USER ((gfp_t)0x100cc0)
#define GFP_NOIO ((gfp_t)0xc00)
#define GFP_NOFS ((gfp_t)0xc40)
#define __GFP_ZERO ((gfp_t)0x100)
#define __GFP_NOWARN ((gfp_t)0x2000)
#define __GFP_ACCOUNT ((gfp_t)0x400000)
#define __GFP_HIGH ((gfp_t)0x20)
bool gfpflags_allow_blocking(gfp_t flags);
struct page;
struct page *alloc_pages(gfp_t flags, unsigned int order);
struct page *alloc_page(gfp_t flags);
unsigned long __get_free_page(gfp_t flags);
void __free_pages(struct page *page, unsigned int order);
void free_page(unsigned long address);

#endif
