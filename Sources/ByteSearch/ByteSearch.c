#define _GNU_SOURCE
#include "ByteSearch.h"

#include <stdint.h>
#include <string.h>

/* The C library's memmem looks at a byte at a time. Here sixteen places are tried together: those where the first and the last byte
 * of the needle stand at the right distance are compared in full. */

typedef unsigned char block __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));

static block load(const unsigned char *place) {
  block result;
  memcpy(&result, place, sizeof(result));
  return result;
}

static block filled(unsigned char byte) { return (block){0} + byte; }

static int is_empty(block matches) {
  halves both = (halves)matches;
  return (both[0] | both[1]) == 0;
}

const void *kfl_memmem(const void *haystack, size_t haystack_size, const void *needle, size_t needle_size) {
  const unsigned char *place = haystack, *word = needle;
  if (needle_size < 2 || haystack_size < needle_size) return memmem(haystack, haystack_size, needle, needle_size);
  const unsigned char *end = place + haystack_size;
  size_t distance = needle_size - 1;
  block first = filled(word[0]), last = filled(word[distance]);
  for (; (size_t)(end - place) >= distance + 32; place += 32) {
    block low = (block)((load(place) == first) & (load(place + distance) == last));
    block high = (block)((load(place + 16) == first) & (load(place + 16 + distance) == last));
    if (is_empty(low | high)) continue;
    for (size_t offset = 0; offset < 32; offset++)
      if (place[offset] == word[0] && memcmp(place + offset, word, needle_size) == 0) return place + offset;
  }
  return memmem(place, (size_t)(end - place), needle, needle_size);
}
