//===- VendoredHeader.h - the headers as a project's own --*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_VENDOREDHEADER_H
#define PYUNBOX_ENGINE_VENDOREDHEADER_H

#include "Changes.h"

#include <string>
#include <vector>

namespace pyunbox {

struct CompileCommand;

/// The folder of the headers in \p Folder, by the way that leads there from
/// that of the source of \p Command.
std::string vendoredFolder(const std::string &Folder,
                           const CompileCommand &Command);

/// Puts the headers in front of \p Changes, if there are any, or if another
/// version of one is there already. False on an error, which has been printed.
bool addVendoredHeaders(const std::string &Folder, const std::string &BaseDir,
                        std::vector<Change> &Changes);

} // namespace pyunbox

#endif
