#ifndef KFUNCLINT_FS_H
#define KFUNCLINT_FS_H

#include <linux/refcount.h>
#include <linux/sched.h>

struct super_block;
struct vfsmount;

struct inode {
	umode_t i_mode;
	unsigned int i_flags;
	struct super_block *i_sb;
	unsigned long i_ino;
	loff_t i_size;
	atomic_t i_count;
	struct rcu_head i_rcu;
	void *i_private;
};

struct qstr {
	u32 hash;
	u32 len;
	const unsigned char *name;
};

struct dentry {
	struct dentry *d_parent;
	struct qstr d_name;
	struct inode *d_inode;
	struct super_block *d_sb;
};

struct path {
	struct vfsmount *mnt;
	struct dentry *dentry;
};

struct file {
	fmode_t f_mode;
	atomic_long_t f_count;
	unsigned int f_flags;
	struct path f_path;
	struct inode *f_inode;
	const struct cred *f_cred;
	void *private_data;
};

struct linux_binprm {
	struct file *file;
	const char *filename;
};
struct file *fget(unsigned int descriptor);
void fput(struct file *file);
struct file *get_file(struct file *file);
struct inode *file_inode(const struct file *file);
char *d_path(const struct path *path, char *buffer, int size);
struct dentry *dget(struct dentry *dentry);
void dput(struct dentry *dentry);
struct inode *igrab(struct inode *inode);
void iput(struct inode *inode);
void path_get(const struct path *path);
void path_put(const struct path *path);
ssize_t kernel_read(struct file *file, void *buffer, size_t size, loff_t *position);
ssize_t kernel_write(struct file *file, const void *buffer, size_t size, loff_t *position);

#endif
