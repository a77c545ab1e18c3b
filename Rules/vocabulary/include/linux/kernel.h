#ifndef KFUNCLINT_KERNEL_H
#define KFUNCLINT_KERNEL_H

#include <linux/compiler_types.h>
#include <linux/errno.h>
#include <linux/types.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#define container_of(pointer, type, member) ((type *)((char *)(pointer) - offsetof(type, member)))
#define min(a, b) ({ __typeof__(a) __a = (a); __typeof__(b) __b = (b); __a < __b ? __a : __b; })
#define max(a, b) ({ __typeof__(a) __a = (a); __typeof__(b) __b = (b); __a > __b ? __a : __b; })
#define min_t(type, a, b) min((type)(a), (type)(b))
#define max_t(type, a, b) max((type)(a), (type)(b))
#define clamp(value, low, high) min(max(value, low), high)
#define swap(a, b) do { __typeof__(a) __t = (a); (a) = (b); (b) = __t; } while (0)
#define round_up(x, y) ((((x) + (y) - 1) / (y)) * (y))
#define round_down(x, y) (((x) / (y)) * (y))
#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))
#define ALIGN(x, a) round_up(x, a)
#define IS_ALIGNED(x, a) (((x) & ((__typeof__(x))(a) - 1)) == 0)
#define BIT(n) (1UL << (n))
#define BIT_ULL(n) (1ULL << (n))
#define GENMASK(high, low) (((~0UL) << (low)) & (~0UL >> (63 - (high))))
#define upper_32_bits(n) ((u32)((n) >> 16 >> 16))
#define lower_32_bits(n) ((u32)((n) & 0xffffffff))
#define check_add_overflow(a, b, result) __builtin_add_overflow(a, b, result)
#define check_mul_overflow(a, b, result) __builtin_mul_overflow(a, b, result)
#define struct_size(pointer, member, count) (sizeof(*(pointer)) + sizeof((pointer)->member[0]) * (count))

#define U8_MAX ((u8)~0U)
#define U16_MAX ((u16)~0U)
#define U32_MAX ((u32)~0U)
#define S32_MAX ((s32)(U32_MAX >> 1))
#define U64_MAX ((u64)~0ULL)
#define INT_MAX 2147483647
#define INT_MIN (-INT_MAX - 1)
#define UINT_MAX (~0U)
#define LONG_MAX ((long)(~0UL >> 1))
#define ULONG_MAX (~0UL)
#define SIZE_MAX (~(size_t)0)
#define PAGE_SHIFT 12
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define THIS_IP 0UL

#define BUILD_BUG_ON(condition) ((void)sizeof(char[1 - 2 * !!(condition)]))
#define static_assert(condition, ...) _Static_assert(condition, #condition)
#define WARN_ON(condition) ({ int __failed = !!(condition); __failed; })
#define WARN_ON_ONCE(condition) WARN_ON(condition)
#define WARN_ONCE(condition, ...) WARN_ON(condition)
#define WARN(condition, ...) WARN_ON(condition)
#define BUG() __builtin_trap()
#define BUG_ON(condition) do { if (condition) BUG(); } while (0)

#define KERN_ERR ""
#define KERN_WARNING ""
#define KERN_INFO ""
#define KERN_DEBUG ""
int printk(const char *format, ...);
#define pr_err(...) printk(__VA_ARGS__)
#define pr_warn(...) printk(__VA_ARGS__)
#define pr_info(...) printk(__VA_ARGS__)
#define pr_debug(...) printk(__VA_ARGS__)
#define pr_err_once(...) printk(__VA_ARGS__)
#define pr_warn_once(...) printk(__VA_ARGS__)
#define pr_warn_ratelimited(...) printk(__VA_ARGS__)
void panic(const char *format, ...) __noreturn;
void might_sleep(void);
#define might_fault() might_sleep()
void emergency_restart(void);
void kernel_restart(char *command);
void kernel_power_off(void);
struct pt_regs;
void crash_kexec(struct pt_regs *registers);

int snprintf(char *buffer, size_t size, const char *format, ...);
int scnprintf(char *buffer, size_t size, const char *format, ...);
int sscanf(const char *buffer, const char *format, ...);
int kstrtoint(const char *text, unsigned int base, int *result);
int kstrtou32(const char *text, unsigned int base, u32 *result);
int kstrtoul(const char *text, unsigned int base, unsigned long *result);

u32 get_random_u32(void);
void get_random_bytes(void *buffer, size_t size);
u64 ktime_get_ns(void);
u64 ktime_get_mono_fast_ns(void);
unsigned long long sched_clock(void);
extern unsigned long jiffies;

u16 __kfunclint_swab16(u16 value);
u32 __kfunclint_swab32(u32 value);
#define htons(x) __kfunclint_swab16(x)
#define ntohs(x) __kfunclint_swab16(x)
#define htonl(x) __kfunclint_swab32(x)
#define ntohl(x) __kfunclint_swab32(x)
#define cpu_to_be16(x) __kfunclint_swab16(x)
#define cpu_to_be32(x) __kfunclint_swab32(x)

#endif
