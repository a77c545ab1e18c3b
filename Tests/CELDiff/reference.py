"""Evaluates the expressions of CELDiff with the reference implementation and prints where the results differ.

Reads the lines that CELDiff prints. Two errors are equal whatever their texts. Exits with 1 if results differ.
"""

import os
import re
import struct
import sys

from cel_expr_python import cel
from cel_expr_python.ext import ext_bindings, ext_optional, ext_strings

VARIABLES = {
    "b": (cel.Type.BOOL, True),
    "i": (cel.Type.INT, -3),
    "j": (cel.Type.UINT, 5),
    "x": (cel.Type.DOUBLE, 2.5),
    "s": (cel.Type.STRING, "héllo"),
    "l": (cel.Type.List(cel.Type.INT), [1, 2, 3]),
    "t": (cel.Type.List(cel.Type.STRING), ["a", "héllo", ""]),
    "m": (cel.Type.Map(cel.Type.STRING, cel.Type.INT), {"a": 1, "b": -2}),
    "d": (cel.Type.DYN, 7),
    "e": (cel.Type.DYN, "a"),
}


# Errors of the reference where the specification and the Go implementation accept the expression.
INCOMPARABLE = re.compile(
    r"expression of type 'dyn' cannot be the range of a comprehension"  # the dyn of an empty list's elements
    r"|expected type 'optional_type\(.*\)' but found 'dyn'"  # [?dyn(optional.of(1))]
    r"|String must end with"  # r'\\', a raw string that ends with a backslash
)


def canonical_key(key):
    if isinstance(key, bool):
        return "true" if key else "false"
    return f"int:{key}" if isinstance(key, int) else "string:" + key.encode().hex()


def canonical(value):
    """Writes a value as CELDiff does."""
    name = value.type().name()
    plain = value.value()
    base = name.split("(")[0].split("<")[0].lower()
    if base in ("null", "null_type"):
        return "null"
    if base == "bool":
        return "true" if plain else "false"
    if base in ("int", "uint"):
        return f"{base}:{plain}"
    if base == "double":
        return "double:nan" if plain != plain else "double:" + struct.pack(">d", plain).hex()
    if base == "string":
        return "string:" + plain.encode().hex()
    if base == "bytes":
        return "bytes:" + bytes(plain).hex()
    if base == "list":
        return "[" + ",".join(canonical(element) for element in plain) + "]"
    if base == "map":
        entries = sorted(f"{canonical_key(key)}={canonical(element)}" for key, element in plain.items())
        return "{" + ",".join(entries) + "}"
    if base == "type":
        return "type:" + plain.name().split("(")[0].split("<")[0].lower().replace("null", "null_type")
    if base == "error":
        return "error"
    return "unsupported:" + name


def evaluate(environment, mode, expression):
    try:
        compiled = environment.compile(expression, disable_check=mode == "unchecked")
        return canonical(compiled.eval(data={name: value for name, (_, value) in VARIABLES.items()}))
    except Exception as error:  # the interface raises errors of several unrelated types
        if INCOMPARABLE.search(str(error)):
            return None
        return "optional" if "Unable to convert function return value" in str(error) else "error"


def main():
    extensions = [ext_bindings.ExtBindings(), ext_optional.ExtOptional(), ext_strings.ExtStrings()]
    environment = cel.NewEnv(variables={name: kind for name, (kind, _) in VARIABLES.items()}, extensions=extensions)
    total = errors = differences = incomparable = 0
    for line in sys.stdin:
        mode, ours, expression = line.rstrip("\n").split("\t")
        theirs = evaluate(environment, mode, expression)
        total += 1
        if theirs is None:
            incomparable += 1
            continue
        errors += theirs == "error"
        if ours != theirs:
            differences += 1
            if differences <= 50:
                print(f"{mode}: {expression}\n  this library: {ours}\n  reference:    {theirs}")
    print(f"{total} expressions, {errors} of them errors, {incomparable} not comparable, {differences} differences")
    return 1 if differences or not total else 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)  # the extension module aborts when the interpreter takes it down
