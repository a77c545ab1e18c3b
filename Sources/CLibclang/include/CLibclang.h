// The only place that includes libclang's headers. They are those of the LLVM installation that Package.swift found,
// never a copy: enumeration values differ between releases. Functions are looked up at run time, so that a program
// which never parses neither loads libclang nor fails without it.

#ifndef KFUNCLINT_CLIBCLANG_H
#define KFUNCLINT_CLIBCLANG_H

#include <clang-c/Index.h>

// Every function used, without its "clang_" prefix. A missing one makes loading fail with its name.
#define KFL_LIBCLANG_FUNCTIONS(X) \
  X(createIndex) X(disposeIndex) X(parseTranslationUnit2) X(disposeTranslationUnit) X(saveTranslationUnit) \
  X(getClangVersion) X(getCString) X(disposeString) \
  X(getNumDiagnostics) X(getDiagnostic) X(disposeDiagnostic) X(getDiagnosticSeverity) X(getDiagnosticSpelling) \
  X(getDiagnosticLocation) \
  X(getTranslationUnitCursor) X(visitChildren) X(getCursorKind) X(getCursorSpelling) X(getCursorUSR) X(getCursorExtent) \
  X(getCursorLocation) X(getCursorReferenced) X(getCanonicalCursor) X(equalCursors) X(getNullCursor) \
  X(Cursor_isNull) X(isCursorDefinition) X(getCursorDefinition) X(getCursorLinkage) X(Cursor_getNumArguments) \
  X(Cursor_getArgument) X(Cursor_isAnonymous) X(Cursor_isBitField) X(getCursorSemanticParent) \
  X(getCursorType) X(getCursorResultType) X(getTypedefDeclUnderlyingType) X(getTypeDeclaration) X(getTypeSpelling) \
  X(getCanonicalType) X(getPointeeType) X(getResultType) X(getNumArgTypes) X(getArgType) X(isFunctionTypeVariadic) \
  X(getArrayElementType) X(getArraySize) X(isConstQualifiedType) X(isVolatileQualifiedType) X(Type_getNamedType) \
  X(Type_getModifiedType) X(Type_getSizeOf) X(Type_getAlignOf) X(equalTypes) X(Type_visitFields) \
  X(getSpellingLocation) X(getFileLocation) X(getExpansionLocation) X(getRangeStart) X(getRangeEnd) X(getFile) X(getFileName) X(File_isEqual) X(getFileUniqueID) \
  X(getSkippedRanges) X(disposeSourceRangeList) X(getInclusions)

struct kfl_libclang {
#define KFL_MEMBER(name) __typeof__(clang_##name) *_Nonnull name;
  KFL_LIBCLANG_FUNCTIONS(KFL_MEMBER)
#undef KFL_MEMBER
};

// Loads the library at `path` and fills the table. Returns it, or NULL with a message in `error`
// (a buffer of `error_size` bytes). Not thread-safe: call it once, before threads start to parse.
const struct kfl_libclang *_Nullable kfl_libclang_load(
    const char *_Nonnull path, char *_Nonnull error, unsigned long error_size);

// The LLVM prefix whose headers were compiled in ("/usr/lib/llvm-14").
const char *_Nonnull kfl_libclang_header_prefix(void);

// CINDEX_VERSION_MINOR of the headers: 62 for LLVM 14, 64 for LLVM 19.
int kfl_libclang_header_minor(void);

#endif
