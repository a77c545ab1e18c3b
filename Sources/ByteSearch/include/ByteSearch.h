// memmem(3), which Swift's Glibc module does not show since it is declared for _GNU_SOURCE only.

#ifndef KFUNCLINT_BYTE_SEARCH_H
#define KFUNCLINT_BYTE_SEARCH_H

#include <stddef.h>

// Returns the first occurrence of a byte string in another, or NULL when there is none.
const void *_Nullable kfl_memmem(const void *_Nonnull haystack, size_t haystack_size, const void *_Nonnull needle,
                                 size_t needle_size);

#endif
