#ifndef KFUNCLINT_SLAB_H
#define KFUNCLINT_SLAB_H

#include <linux/cleanup.h>
#include <linux/gfp.h>

struct kmem_cache;
void *kmalloc(size_t size, gfp_t flags);
void *kzalloc(size_t size, gfp_t flags);
void *kcalloc(size_t count, size_t size, gfp_t flags);
void *kmalloc_array(size_t count, size_t size, gfp_t flags);
void *krealloc(const void *pointer, size_t size, gfp_t flags);
void *kvmalloc(size_t size, gfp_t flags);
void *kvzalloc(size_t size, gfp_t flags);
void *vmalloc(unsigned long size);
void *vzalloc(unsigned long size);
void kfree(const void *pointer);
void kvfree(const void *pointer);
void kfree_sensitive(const void *pointer);
void vfree(const void *pointer);
void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t flags);
void *kmem_cache_zalloc(struct kmem_cache *cache, gfp_t flags);
void kmem_cache_free(struct kmem_cache *cache, void *pointer);

#endif
