//===- InputRecorder.h - which files a parse looks at ----------*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_INPUTRECORDER_H
#define PYUNBOX_FRONTEND_INPUTRECORDER_H

#include "llvm/ADT/IntrusiveRefCntPtr.h"

namespace llvm::vfs {
class FileSystem;
}

namespace pyunbox {
struct UnitInputs;

/// \p Real, but all paths that are asked for, found or not, are added to
/// \p Inputs, which must outlive it.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
recordInputs(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Real,
             UnitInputs &Inputs);

} // namespace pyunbox

#endif
