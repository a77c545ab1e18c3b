#ifndef KFUNCLINT_MODULE_H
#define KFUNCLINT_MODULE_H

#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/string.h>

struct module {
	int state;
	char name[56];
};
extern struct module __this_module;
#ifdef MODULE
#define THIS_MODULE (&__this_module)
#else
#define THIS_MODULE ((struct module *)0)
#endif
bool try_module_get(struct module *module);
void module_put(struct module *module);
#define MODULE_LICENSE(text) struct module
#define MODULE_AUTHOR(text) struct module
#define MODULE_DESCRIPTION(text) struct module
#define MODULE_VERSION(text) struct module
#define MODULE_ALIAS(text) struct module
#define MODULE_SOFTDEP(text) struct module
#define MODULE_IMPORT_NS(name) struct module
#define MODULE_PARM_DESC(name, text) struct module
#define module_param(name, type, mode) struct module
#define late_initcall_sync(function) late_initcall(function)

#endif
