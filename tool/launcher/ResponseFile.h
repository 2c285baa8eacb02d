//===- ResponseFile.h - @file arguments ------------------------*- C++ -*-===//
//
// Build systems move long command lines into files; the launcher has to see
// the arguments in them to know what is compiled.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_LAUNCHER_RESPONSEFILE_H
#define PYUNBOX_LAUNCHER_RESPONSEFILE_H

#include <string>
#include <vector>

namespace pyunbox::launcher {

/// Replaces every @file by the arguments in it, nested ones included, with the
/// quoting rules of gcc. A file that cannot be read stays an argument, as it
/// does for the compilers. Returns false when files nest too deeply (one that
/// names itself, for example).
bool expandResponseFiles(std::vector<std::string> &Args);

} // namespace pyunbox::launcher

#endif
