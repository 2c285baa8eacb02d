//===- EntryHead.h - name and parameters of an entry -----------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_ENTRYHEAD_H
#define PYUNBOX_INFERENCE_ENTRYHEAD_H

#include "Signature/Method.h"

#include <set>

namespace pyunbox {
class UnitContext;

/// The words of C text.
std::set<std::string, std::less<>> wordsOf(std::string_view Text);

/// A name for each of \p Args that says which argument it is, and that neither
/// is a macro nor among the \p Taken ones.
std::vector<std::string>
parameterNames(const std::vector<Argument> &Args,
               std::set<std::string, std::less<>> Taken,
               const UnitContext &Unit);

/// The parameter that holds the length of the buffer in parameter \p Name.
std::string lengthName(const std::string &Name);

/// A parameter that says where a value of the type goes.
struct ResultPlace {
  CType Type;
  std::string Name;
};

/// The entry \p Name without its body; \p Names are those of the parameters for
/// \p Args.
EntryCode entryHead(const std::string &Name, const CType &Returns,
                    const std::vector<Argument> &Args,
                    const std::vector<std::string> &Names,
                    const std::vector<ResultPlace> &Places,
                    const UnitContext &Unit);

} // namespace pyunbox

#endif
