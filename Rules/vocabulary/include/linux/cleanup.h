/* Guards and automatic cleanup, for files that are parsed without a kernel tree. */
#ifndef KFUNCLINT_CLEANUP_H
#define KFUNCLINT_CLEANUP_H

void __kfunclint_guard();
#define guard(name) __kfunclint_guard
#define scoped_guard(name, ...) for (int __once = 1; __once; __once = 0)
#define __free(name)
#define no_free_ptr(pointer) ({ __typeof__(pointer) __moved = (pointer); (pointer) = 0; __moved; })
#define return_ptr(pointer) return no_free_ptr(pointer)

#endif
