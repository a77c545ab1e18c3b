#ifndef SMALL_COMPILER_TYPES_H
#define SMALL_COMPILER_TYPES_H

#define __user
#define __rcu
#define __init
#define __used __attribute__((used))
#define __retain
#define __maybe_unused __attribute__((unused))
#define noinline __attribute__((noinline))
#define __aligned(bytes) __attribute__((aligned(bytes)))

#define __diag_push()
#define __diag_pop()
#define __diag_ignore_all(option, reason)

#endif
