/// A header that has what candidates use of the kernel's: the names are the kernel's, the definitions are as small as parse.
enum Prelude {
  static let path = "/kfl/include/prelude.h"

  static let text = """
    typedef unsigned char u8;
    typedef unsigned int u32;
    typedef unsigned int __u32;
    typedef unsigned long long u64;
    typedef unsigned long long __u64;
    typedef unsigned long size_t;
    typedef _Bool bool;
    #define NULL ((void *)0)
    #define __user
    #define __rcu
    #define __init __attribute__((section(".init.text")))
    #define __weak __attribute__((weak))
    #define __always_inline inline __attribute__((always_inline))
    #define noinline __attribute__((noinline))
    #define __printf(a, b) __attribute__((format(printf, a, b)))
    #define __maybe_unused __attribute__((unused))
    #define __must_hold(x)
    #define WARN_ON(x) (!!(x))
    #define THIS_MODULE ((void *)0)
    #define __ro_after_init
    #define __initconst

    #define __bpf_kfunc __attribute__((used)) noinline
    #define __diag_push()
    #define __diag_pop()
    #define __diag_ignore_all(option, comment)
    #define __bpf_kfunc_start_defs()
    #define __bpf_kfunc_end_defs()
    #define __bpf_hook_start()
    #define __bpf_hook_end()

    struct btf_id_set { u32 cnt; };
    struct btf_id_set8 { u32 cnt; };
    #define BTF_ID(prefix, name) asm("");
    #define STRINGIFY_(...) #__VA_ARGS__
    #define STRINGIFY(...) STRINGIFY_(__VA_ARGS__)
    #define BTF_ID_FLAGS(prefix, name, ...) asm("# " STRINGIFY(__VA_ARGS__));
    #define BTF_ID_UNUSED asm("");
    #define BTF_ID_LIST(name) extern u32 name[];
    #define BTF_ID_LIST_GLOBAL(name, n) extern u32 name[n];
    #define BTF_ID_LIST_SINGLE(name, prefix, typename) BTF_ID_LIST(name) BTF_ID(prefix, typename)
    #define BTF_ID_LIST_GLOBAL_SINGLE(name, prefix, typename) BTF_ID_LIST_GLOBAL(name, 1) BTF_ID(prefix, typename)
    #define BTF_SET_START(name) extern struct btf_id_set name;
    #define BTF_SET_START_GLOBAL(name) extern struct btf_id_set name;
    #define BTF_SET_END(name)
    #define BTF_SET8_START(name) extern struct btf_id_set8 name;
    #define BTF_SET8_END(name)
    #define BTF_KFUNCS_START(name) extern struct btf_id_set8 name;
    #define BTF_KFUNCS_END(name)
    #define KF_ACQUIRE 1
    #define KF_RELEASE 2
    #define KF_RET_NULL 4
    #define KF_SLEEPABLE 8

    struct bpf_prog;
    enum bpf_prog_type { BPF_PROG_TYPE_XDP, BPF_PROG_TYPE_TRACING };
    struct btf_kfunc_id_set { void *owner; struct btf_id_set8 *set; int (*filter)(const struct bpf_prog *, u32); };
    struct btf_id_dtor_kfunc { u32 btf_id; u32 kfunc_btf_id; };
    int register_btf_kfunc_id_set(enum bpf_prog_type, const struct btf_kfunc_id_set *);
    int register_btf_fmodret_id_set(const struct btf_kfunc_id_set *);
    int register_btf_id_dtor_kfuncs(const struct btf_id_dtor_kfunc *, u32, void *);

    #define PASTE_(a, b) a##b
    #define PASTE(a, b) PASTE_(a, b)
    #define BTF_TYPE_SAFE_RCU(type) PASTE(type, __safe_rcu)
    #define BTF_TYPE_SAFE_TRUSTED(type) PASTE(type, __safe_trusted)
    #define BTF_TYPE_EMIT(type) ((void)(type *)0)

    struct file { int count; };
    struct task_struct;

    """
}
