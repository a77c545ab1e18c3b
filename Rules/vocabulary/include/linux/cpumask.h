#ifndef KFUNCLINT_CPUMASK_H
#define KFUNCLINT_CPUMASK_H

#include <linux/types.h>

#define NR_CPUS 64
#define BITS_PER_LONG 64
#define BITS_TO_LONGS(bits) (((bits) + BITS_PER_LONG - 1) / BITS_PER_LONG)
#define DECLARE_BITMAP(name, bits) unsigned long name[BITS_TO_LONGS(bits)]

typedef struct cpumask {
	DECLARE_BITMAP(bits, NR_CPUS);
} cpumask_t;
typedef struct cpumask *cpumask_var_t;

extern unsigned int nr_cpu_ids;
extern const struct cpumask __cpu_possible_mask, __cpu_online_mask;
#define cpu_possible_mask (&__cpu_possible_mask)
#define cpu_online_mask (&__cpu_online_mask)
#define for_each_possible_cpu(cpu) for ((cpu) = 0; (cpu) < (int)nr_cpu_ids; (cpu)++)
#define for_each_online_cpu(cpu) for_each_possible_cpu(cpu)
bool cpumask_test_cpu(int cpu, const struct cpumask *mask);
void cpumask_set_cpu(unsigned int cpu, struct cpumask *mask);
void cpumask_clear_cpu(int cpu, struct cpumask *mask);
void cpumask_clear(struct cpumask *mask);
bool cpumask_empty(const struct cpumask *mask);
unsigned int cpumask_first(const struct cpumask *mask);
void cpumask_copy(struct cpumask *to, const struct cpumask *from);
bool cpu_possible(unsigned int cpu);
bool cpu_online(unsigned int cpu);
int smp_processor_id(void);
int raw_smp_processor_id(void);

#define DEFINE_PER_CPU(type, name) __typeof__(type) name
#define DECLARE_PER_CPU(type, name) extern __typeof__(type) name
#define per_cpu_ptr(pointer, cpu) ((void)(cpu), (pointer))
#define this_cpu_ptr(pointer) (pointer)
#define per_cpu(variable, cpu) (*per_cpu_ptr(&(variable), cpu))
#define this_cpu_read(variable) (variable)
#define this_cpu_write(variable, value) ((variable) = (value))
#define this_cpu_inc(variable) ((variable)++)
void *__alloc_percpu(size_t size, size_t align);
#define alloc_percpu(type) ((type *)__alloc_percpu(sizeof(type), __alignof__(type)))
void free_percpu(void *pointer);

#endif
