/* Attributes and sparse annotations of the kernel, for files that are parsed without a kernel tree. */
#ifndef KFUNCLINT_COMPILER_TYPES_H
#define KFUNCLINT_COMPILER_TYPES_H

#define __user
#define __kernel
#define __rcu
#define __percpu
#define __iomem
#define __force
#define __bitwise
#define __acquires(lock)
#define __releases(lock)
#define __must_hold(lock)
#define __counted_by(member)

#define __used __attribute__((used))
#define __retain
#define __noclone
#define noinline __attribute__((noinline))
#define __always_inline inline __attribute__((always_inline))
#define __weak __attribute__((weak))
#define __maybe_unused __attribute__((unused))
#define __always_unused __attribute__((unused))
#define __must_check __attribute__((warn_unused_result))
#define __packed __attribute__((packed))
#define __aligned(n) __attribute__((aligned(n)))
#define __section(name) __attribute__((section(name)))
#define __printf(format, first) __attribute__((format(printf, format, first)))
#define __noreturn __attribute__((noreturn))
#define __pure __attribute__((pure))
#define __malloc __attribute__((malloc))
#define __cold
#define __hot
#define __visible
#define __nocfi
#define notrace
#define asmlinkage
#define fallthrough __attribute__((fallthrough))
#define __init
#define __exit
#define __initdata
#define __initconst
#define __exitdata
#define noinstr
#define __kprobes
#define __read_mostly
#define __ro_after_init
#define __cacheline_aligned
#define ____cacheline_aligned
#define ____cacheline_aligned_in_smp
#define __randomize_layout
#define __designated_init

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define barrier() __asm__ __volatile__("" : : : "memory")
#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, value) (*(volatile __typeof__(x) *)&(x) = (value))

/* Diagnostics are not the linter's business, but their macros bracket kfuncs. */
#define __diag_push()
#define __diag_pop()
#define __diag_ignore_all(option, comment)
#define __diag_ignore(compiler, version, option, comment)
#define CFI_NOSEAL(function)

#define __stringify_1(x...) #x
#define __stringify(x...) __stringify_1(x)
#define ___PASTE(a, b) a##b
#define __PASTE(a, b) ___PASTE(a, b)

#endif
