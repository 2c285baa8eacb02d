//===- VendoredHeader.h - typed_method.h as a project's own file -*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_VENDOREDHEADER_H
#define PYUNBOX_ENGINE_VENDOREDHEADER_H

#include "Changes.h"

#include <string>
#include <vector>

namespace pyunbox {

struct CompileCommand;

/// How the source of \p Command includes the header in \p Folder, with quotes:
/// by the way that leads there from its own folder.
std::string vendoredInclude(const std::string &Folder,
                            const CompileCommand &Command);

/// Puts the header in front of \p Changes, if there are any, or if another
/// version of it is there already. False on an error, which has been printed.
bool addVendoredHeader(const std::string &Folder, const std::string &BaseDir,
                       std::vector<Change> &Changes);

} // namespace pyunbox

#endif
