#ifndef KFUNCLINT_MM_H
#define KFUNCLINT_MM_H

#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mutex.h>

struct vm_area_struct {
	unsigned long vm_start;
	unsigned long vm_end;
	struct mm_struct *vm_mm;
	unsigned long vm_flags;
	struct file *vm_file;
};

struct mm_struct {
	atomic_t mm_users;
	atomic_t mm_count;
	struct rw_semaphore mmap_lock;
	unsigned long start_code, end_code, start_stack;
	struct file *exe_file;
};
void mmap_read_lock(struct mm_struct *mm);
bool mmap_read_trylock(struct mm_struct *mm);
void mmap_read_unlock(struct mm_struct *mm);
void mmput(struct mm_struct *mm);
bool mmget_not_zero(struct mm_struct *mm);
struct mm_struct *get_task_mm(struct task_struct *task);
struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long address);
struct file *get_task_exe_file(struct task_struct *task);

#endif
