#ifndef SMALL_ERRNO_H
#define SMALL_ERRNO_H

#define ENOENT 2
#define EINVAL 22
#define E2BIG 7

#endif
