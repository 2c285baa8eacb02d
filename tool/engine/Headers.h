//===- Headers.h - the text of the headers ----------------------*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_HEADERS_H
#define PYUNBOX_ENGINE_HEADERS_H

namespace pyunbox {

/// The files of these names in runtime/include/pyunbox, of this very version.
extern const char TypedMethodHeader[];
extern const char FastCallHeader[];

} // namespace pyunbox

#endif
