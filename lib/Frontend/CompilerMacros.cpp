#include "Frontend/CompilerMacros.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace pyunbox {

namespace {

/// Those that compilers agree on, where machine and flags are the same.
constexpr llvm::StringLiteral Agreed[] = {"__x86_64__",
                                          "__i386__",
                                          "__aarch64__",
                                          "__arm__",
                                          "__powerpc64__",
                                          "__s390x__",
                                          "__riscv",
                                          "__BYTE_ORDER__",
                                          "__SIZEOF_SHORT__",
                                          "__SIZEOF_INT__",
                                          "__SIZEOF_LONG__",
                                          "__SIZEOF_LONG_LONG__",
                                          "__SIZEOF_SIZE_T__",
                                          "__SIZEOF_DOUBLE__",
                                          "__SIZEOF_LONG_DOUBLE__",
                                          "__SIZEOF_WCHAR_T__",
                                          "__SIZEOF_POINTER__",
                                          "__CHAR_UNSIGNED__",
                                          "__FAST_MATH__",
                                          "__FINITE_MATH_ONLY__",
                                          "__FMA__",
                                          "__FMA4__",
                                          "__EXCEPTIONS",
                                          "__GXX_RTTI",
                                          "__STRICT_ANSI__"};

/// Given by the analysis alone.
constexpr llvm::StringLiteral Added = "PYUNBOX_NO_FASTCALL";

/// gcc's, of flags that Clang takes for parts of -ffast-math or does not know.
constexpr llvm::StringLiteral Tuning[] = {
    "__ASSOCIATIVE_MATH__", "__RECIPROCAL_MATH__", "__NO_SIGNED_ZEROS__",
    "__NO_TRAPPING_MATH__", "__ROUNDING_MATH__",   "__SUPPORT_SNAN__"};

/// Preprocessors differ in the blanks that they write.
std::string withoutBlanks(llvm::StringRef Text) {
  std::string Out = Text.str();
  std::erase(Out, ' ');
  return Out;
}

std::string withSingleBlanks(llvm::StringRef Text) {
  std::string Out = Text.trim().str();
  auto Second = [](char A, char B) { return A == ' ' && B == ' '; };
  Out.erase(std::unique(Out.begin(), Out.end(), Second), Out.end());
  return Out;
}

std::string shown(const std::optional<std::string> &Value) {
  return Value ? "'" + *Value + "'" : "nothing";
}

} // namespace

void PredefinedMacros::add(llvm::StringRef Directive, bool IsOfCommandLine) {
  std::map<std::string, std::string> &To =
      IsOfCommandLine ? CommandLine : BuiltIn;
  Directive = Directive.trim();
  if (Directive.consume_front("#undef ")) {
    BuiltIn.erase(Directive.trim().str());
    CommandLine.erase(Directive.trim().str());
  } else if (Directive.consume_front("#define ")) {
    std::size_t End = Directive.find_first_of(" (");
    if (Directive.substr(End).starts_with("("))
      End = Directive.find(')') + 1;
    To[withoutBlanks(Directive.substr(0, End))] =
        withSingleBlanks(Directive.substr(End));
  }
}

std::optional<std::string>
PredefinedMacros::valueOf(const std::string &Name) const {
  for (const auto *Among : {&CommandLine, &BuiltIn})
    if (auto Found = Among->find(Name); Found != Among->end())
      return Found->second;
  return std::nullopt;
}

PredefinedMacros readPredefines(llvm::StringRef Predefines) {
  PredefinedMacros Macros;
  bool IsOfCommandLine = false;
  while (!Predefines.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Predefines) = Predefines.split('\n');
    if (Line.starts_with("# "))
      IsOfCommandLine = Line.contains("<command line>");
    else
      Macros.add(Line, IsOfCommandLine);
  }
  return Macros;
}

std::string differingMacro(const PredefinedMacros &Compiler,
                           const PredefinedMacros &Clang) {
  std::set<std::string> Names(std::begin(Agreed), std::end(Agreed));
  for (const PredefinedMacros *Each : {&Compiler, &Clang})
    for (const auto &[Name, Value] : Each->CommandLine)
      Names.insert(Name);
  Names.erase(Added.str());
  for (const std::string &Name : Names) {
    auto There = Compiler.valueOf(Name), Here = Clang.valueOf(Name);
    if (There != Here)
      return "'" + Name + "' is " + shown(There) + ", not " + shown(Here);
  }
  return "";
}

std::string tuningMacro(const PredefinedMacros &Compiler) {
  for (llvm::StringRef Name : Tuning)
    if (Compiler.valueOf(Name.str()))
      return Name.str();
  return "";
}

} // namespace pyunbox
