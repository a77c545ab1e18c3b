#ifndef KFUNCLINT_LIST_H
#define KFUNCLINT_LIST_H

#include <linux/kernel.h>

#define LIST_HEAD_INIT(name) { &(name), &(name) }
#define LIST_HEAD(name) struct list_head name = LIST_HEAD_INIT(name)
#define list_entry(pointer, type, member) container_of(pointer, type, member)
#define list_first_entry(head, type, member) list_entry((head)->next, type, member)
#define list_next_entry(position, member) list_entry((position)->member.next, __typeof__(*(position)), member)
#define list_for_each(position, head) \
	for (position = (head)->next; position != (head); position = position->next)
#define list_for_each_entry(position, head, member) \
	for (position = list_first_entry(head, __typeof__(*position), member); &position->member != (head); \
	     position = list_next_entry(position, member))
#define list_for_each_entry_safe(position, following, head, member) \
	for (position = list_first_entry(head, __typeof__(*position), member), \
	     following = list_next_entry(position, member); &position->member != (head); \
	     position = following, following = list_next_entry(following, member))
#define list_for_each_entry_rcu(position, head, member, ...) list_for_each_entry(position, head, member)

void INIT_LIST_HEAD(struct list_head *list);
void list_add(struct list_head *entry, struct list_head *head);
void list_add_tail(struct list_head *entry, struct list_head *head);
void list_add_rcu(struct list_head *entry, struct list_head *head);
void list_del(struct list_head *entry);
void list_del_init(struct list_head *entry);
void list_del_rcu(struct list_head *entry);
int list_empty(const struct list_head *head);
void hlist_add_head(struct hlist_node *node, struct hlist_head *head);
void hlist_del(struct hlist_node *node);

struct rb_node {
	unsigned long __rb_parent_color;
	struct rb_node *rb_right, *rb_left;
};

struct rb_root {
	struct rb_node *rb_node;
};

struct rb_root_cached {
	struct rb_root rb_root;
	struct rb_node *rb_leftmost;
};

#endif
