//===- Entries.cpp - adapters and specialized entries as C code --*- C++
//-*-===//

#include "Rewrite/Entries.h"

#include "Rewrite/Constants.h"

#include <fmt/format.h>

namespace pyunbox {

static std::string declarator(const EntryCode &Code, bool IsCxx) {
  std::string Text = fmt::format("static {} {}({})", Code.ReturnType, Code.Name,
                                 Code.Parameters);
  // A C++ entry is called by code that cannot unwind.
  return IsCxx ? Text + " PYUNBOX_NOEXCEPT" : Text;
}

std::string entryPrototype(const Method &M, bool IsCxx) {
  return declarator(*M.Code, IsCxx) + ";\n";
}

std::string entryDefinition(const Method &M, bool IsCxx) {
  std::string Text =
      fmt::format("{} {}\n", declarator(*M.Code, IsCxx), M.Code->Body);
  if (M.Bail == BailOut::Never)
    return Text;
  return fmt::format("#define PYUNBOX_BAIL ({})\n{}#undef PYUNBOX_BAIL\n",
                     bailConstant(M.BailValue), Text);
}

} // namespace pyunbox
