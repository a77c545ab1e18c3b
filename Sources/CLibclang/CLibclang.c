#include "CLibclang.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

struct slots {
#define KFL_SLOT(name) __typeof__(clang_##name) *name;
  KFL_LIBCLANG_FUNCTIONS(KFL_SLOT)
#undef KFL_SLOT
};

static struct slots table;

const struct kfl_libclang *kfl_libclang_load(const char *path, char *error, unsigned long error_size) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    snprintf(error, error_size, "%s", dlerror());
    return NULL;
  }
  // The table changes only when everything is there: one that was filled before stays usable.
  struct slots found;
#define KFL_LOOK_UP(name)                                                                    \
  found.name = (__typeof__(clang_##name) *)dlsym(library, "clang_" #name);                   \
  if (!found.name) {                                                                         \
    snprintf(error, error_size, "'%s' has no function 'clang_" #name "'", path);             \
    dlclose(library);                                                                        \
    return NULL;                                                                             \
  }
  KFL_LIBCLANG_FUNCTIONS(KFL_LOOK_UP)
#undef KFL_LOOK_UP
  table = found;
  return (const struct kfl_libclang *)&table;
}

const char *kfl_libclang_header_prefix(void) { return KFUNCLINT_LLVM_PREFIX; }

int kfl_libclang_header_minor(void) { return CINDEX_VERSION_MINOR; }
