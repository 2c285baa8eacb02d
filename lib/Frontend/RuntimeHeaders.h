//===- RuntimeHeaders.h - where rewritten sources find theirs --*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_RUNTIMEHEADERS_H
#define PYUNBOX_FRONTEND_RUNTIMEHEADERS_H

#include <string>
#include <vector>

namespace pyunbox {

/// The flags by which a compiler finds <pyunbox/typed_method.h>, behind all
/// that the project names: what was rewritten before can be analysed again. The
/// folder is that of PYUNBOX_INCLUDE_DIR, which `pyunbox` sets; without it
/// there are none.
std::vector<std::string> runtimeHeaderFlags();

} // namespace pyunbox

#endif
