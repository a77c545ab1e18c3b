#ifndef KFUNCLINT_INIT_H
#define KFUNCLINT_INIT_H

#include <linux/compiler_types.h>

typedef int (*initcall_t)(void);
#define __kfunclint_initcall(function) static initcall_t __initcall_##function __used = function
#define early_initcall(function) __kfunclint_initcall(function);
#define core_initcall(function) __kfunclint_initcall(function);
#define arch_initcall(function) __kfunclint_initcall(function);
#define subsys_initcall(function) __kfunclint_initcall(function);
#define fs_initcall(function) __kfunclint_initcall(function);
#define device_initcall(function) __kfunclint_initcall(function);
#define late_initcall(function) __kfunclint_initcall(function);
#define module_init(function) __kfunclint_initcall(function);
#define module_exit(function) static void (*__exitcall_##function)(void) __used = function;

#endif
