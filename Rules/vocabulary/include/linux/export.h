#ifndef KFUNCLINT_EXPORT_H
#define KFUNCLINT_EXPORT_H

#define EXPORT_SYMBOL(name) struct module
#define EXPORT_SYMBOL_GPL(name) struct module
#define EXPORT_SYMBOL_NS_GPL(name, space) struct module

#endif
