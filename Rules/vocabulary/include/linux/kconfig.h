/* Tests of configuration symbols; a symbol that is y is defined as 1. */
#ifndef KFUNCLINT_KCONFIG_H
#define KFUNCLINT_KCONFIG_H

#include <generated/autoconf.h>

/* Gives 1 for a symbol that is defined as 1 and 0 for one that is not defined, in #if and in expressions. */
#define __KFUNCLINT_SHIFT_1 0,
#define __kfunclint_second(ignored, value, ...) value
#define __kfunclint_select(shifted) __kfunclint_second(shifted 1, 0)
#define __kfunclint_expand(value) __kfunclint_select(__KFUNCLINT_SHIFT_##value)
#define __is_defined(symbol) __kfunclint_expand(symbol)

#define IS_BUILTIN(symbol) __is_defined(symbol)
#define IS_MODULE(symbol) __is_defined(symbol##_MODULE)
#define IS_ENABLED(symbol) (IS_BUILTIN(symbol) || IS_MODULE(symbol))
#define IS_REACHABLE(symbol) (IS_BUILTIN(symbol) || (IS_MODULE(symbol) && __is_defined(MODULE)))

#endif
