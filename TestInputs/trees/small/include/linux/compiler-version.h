/* Kbuild puts the compiler's version here; this tree needs none. */
