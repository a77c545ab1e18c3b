#ifndef SMALL_KCONFIG_H
#define SMALL_KCONFIG_H

#include <generated/autoconf.h>

/* 1 when a symbol is defined as 1, else 0. */
#define SMALL_ARGUMENT_1 0,
#define SMALL_SECOND(first, second, ...) second
#define SMALL_CHOOSE(argument) SMALL_SECOND(argument 1, 0)
#define SMALL_IS_ONE(value) SMALL_CHOOSE(SMALL_ARGUMENT_##value)
#define SMALL_IS_DEFINED(symbol) SMALL_IS_ONE(symbol)

#define IS_BUILTIN(symbol) SMALL_IS_DEFINED(symbol)
#define IS_MODULE(symbol) SMALL_IS_DEFINED(symbol##_MODULE)
#define IS_ENABLED(symbol) (IS_BUILTIN(symbol) || IS_MODULE(symbol))

#endif
