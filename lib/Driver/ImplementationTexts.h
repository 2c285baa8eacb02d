//===- ImplementationTexts.h - implementations in other files --*- C++ -*-===//
#ifndef PYUNBOX_DRIVER_IMPLEMENTATIONTEXTS_H
#define PYUNBOX_DRIVER_IMPLEMENTATIONTEXTS_H

#include "Cache/UnitArchive.h"

namespace pyunbox {

/// Methods whose implementation another one of \p Units defines get its text in
/// the place of its declaration, so that reports show what was proved.
void addImplementationTexts(std::vector<UnitAnalysis> &Units,
                            const FunctionIndex &Index);

} // namespace pyunbox

#endif
