//===- TypedMethodHeader.h - the text of typed_method.h --------*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_TYPEDMETHODHEADER_H
#define PYUNBOX_ENGINE_TYPEDMETHODHEADER_H

namespace pyunbox {

/// runtime/include/pyunbox/typed_method.h, of this very version.
extern const char TypedMethodHeader[];

} // namespace pyunbox

#endif
