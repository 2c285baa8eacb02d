#include "Report/Stub.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace pyunbox {

namespace {

std::string_view annotation(PythonType Type) {
  switch (Type) {
  case PythonType::Real: // type checkers take an int for a float
    return "float";
  case PythonType::Byte:
    return "bytes";
  case PythonType::Char:
    return "str";
  case PythonType::OptionalStr:
    return "str | None";
  case PythonType::StrBytes:
    return "str | bytes";
  case PythonType::OptionalStrBytes:
    return "str | bytes | None";
  default:
    return spelling(Type);
  }
}

std::string annotation(const Result &R) {
  if (R.Python != PythonType::Tuple)
    return std::string(annotation(R.Python));
  std::vector<std::string_view> Items;
  Items.reserve(R.Items.size());
  for (const ResultItem &Item : R.Items)
    Items.push_back(annotation(Item.Python));
  return fmt::format("tuple[{}]", fmt::join(Items, ", "));
}

/// https://docs.python.org/3/reference/lexical_analysis.html#keywords
bool isKeyword(std::string_view Name) {
  constexpr std::string_view Keywords[] = {
      "False",  "None",   "True",    "and",      "as",       "assert", "async",
      "await",  "break",  "class",   "continue", "def",      "del",    "elif",
      "else",   "except", "finally", "for",      "from",     "global", "if",
      "import", "in",     "is",      "lambda",   "nonlocal", "not",    "or",
      "pass",   "raise",  "return",  "try",      "while",    "with",   "yield"};
  return std::ranges::find(Keywords, Name) != std::end(Keywords);
}

bool isIdentifier(std::string_view Name) {
  auto IsLetter = [](char C) {
    return C == '_' || (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z');
  };
  return !Name.empty() && IsLetter(Name[0]) && !isKeyword(Name) &&
         std::ranges::all_of(Name, [&](char C) {
           return IsLetter(C) || (C >= '0' && C <= '9');
         });
}

/// "..." where there is no short way to write the constant down.
std::string defaultText(const Argument &A) {
  if (const auto *Real = std::get_if<double>(&*A.Default)) {
    if (!std::isfinite(*Real))
      return "...";
    std::string Text = fmt::format("{}", *Real);
    return Text.find_first_of(".e") == std::string::npos ? Text + ".0" : Text;
  }
  if (const auto *Bits = std::get_if<std::uint64_t>(&*A.Default))
    return fmt::format("{}", *Bits);
  auto Int = std::get<std::int64_t>(*A.Default);
  switch (A.Python) {
  case PythonType::Int:
    return fmt::format("{}", Int);
  case PythonType::Bool:
    return Int ? "True" : "False";
  default:
    return "...";
  }
}

std::string parameters(const Method &M) {
  std::string Text;
  bool KeywordOnly = false, Positional = false;
  auto Add = [&](const std::string &Piece) {
    Text += (Text.empty() ? "" : ", ") + Piece;
  };
  std::set<std::string> Names;
  for (std::size_t I = 0; I < M.Args.size(); ++I) {
    const Argument &A = M.Args[I];
    if (Positional && A.Keyword)
      Add("/");
    Positional = !A.Keyword;
    if (A.KeywordOnly && !KeywordOnly)
      Add("*");
    KeywordOnly |= A.KeywordOnly;
    std::string Name = A.Name;
    if (!isIdentifier(Name) || !Names.insert(Name).second)
      Name = fmt::format("arg{}", I + 1);
    Add(fmt::format("{}: {}{}", Name, annotation(A.Python),
                    A.Default ? " = " + defaultText(A) : ""));
  }
  if (Positional)
    Add("/");
  return Text;
}

bool hasFlag(const Method &M, std::string_view Flag) {
  return M.Flags.find(Flag) != std::string::npos;
}

/// What is known of the parameters of a method that is not typed.
std::string openParameters(const Method &M) {
  if (hasFlag(M, "METH_NOARGS"))
    return "";
  if (M.Flags == "METH_O")
    return "object: Any, /";
  return "*args: Any, **kwargs: Any";
}

/// \p Doc as a docstring in whole lines; "" if there is nothing to say.
std::string docstring(const std::string &Doc, const std::string &Indent) {
  std::string Text = Doc;
  // An introspection signature ends in this line (Argument Clinic).
  if (std::size_t End = Text.find("\n--\n\n"); End != std::string::npos)
    Text.erase(0, End + 5);
  std::string Out;
  for (char C : Text) {
    if (C != '\n' && Out.ends_with('\n'))
      Out += Indent;
    if (C == '\\' || C == '"')
      Out += '\\';
    if (static_cast<unsigned char>(C) >= ' ' || C == '\n')
      Out += C;
  }
  while (!Out.empty() && (Out.back() == ' ' || Out.back() == '\n'))
    Out.pop_back();
  return Out.empty() ? Out : fmt::format("{}\"\"\"{}\"\"\"\n", Indent, Out);
}

std::string definition(const Method &M, bool InClass) {
  std::string Indent = InClass ? "    " : "", First, Text;
  if (InClass && hasFlag(M, "METH_STATIC"))
    Text = Indent + "@staticmethod\n";
  else if (InClass && hasFlag(M, "METH_CLASS"))
    Text = Indent + "@classmethod\n", First = "cls";
  else if (InClass)
    First = "self";
  std::string Rest = M.Typed ? parameters(M) : openParameters(M);
  const std::string Returns = M.Typed ? annotation(M.Returns) : "Any";
  Text += fmt::format("{}def {}({}{}{}) -> {}:", Indent, M.Name, First,
                      First.empty() || Rest.empty() ? "" : ", ", Rest, Returns);
  std::string Doc = docstring(M.Doc, Indent + "    ");
  return Text + (Doc.empty() ? " ...\n" : "\n" + Doc);
}

/// The type that \p M is a method of, from its id; "" for a function.
std::string typeOf(const Method &M) {
  std::string_view Id = M.Id;
  if (!Id.starts_with(M.Module + "."))
    return {};
  Id.remove_prefix(M.Module.size() + 1);
  std::size_t End = Id.rfind("." + M.Name);
  return End == std::string_view::npos ? std::string()
                                       : std::string(Id.substr(0, End));
}

} // namespace

std::set<std::string> modulesOf(const Analysis &A) {
  std::set<std::string> Modules;
  for (const Unit &U : A.Units)
    for (const Method &M : U.Methods)
      Modules.insert(M.Module);
  return Modules;
}

std::string toStub(const Analysis &A, const std::string &Module) {
  // By type and name: of two methods of one name, Python sees one.
  std::map<std::string, std::map<std::string, const Method *>> Types;
  for (const Unit &U : A.Units)
    for (const Method &M : U.Methods)
      if (M.Module == Module && isIdentifier(M.Name))
        Types[typeOf(M)].emplace(M.Name, &M);
  std::string Text = "from typing import Any\n\n"
                     "def __getattr__(name: str) -> Any: ...\n";
  for (const auto &[Type, Methods] : Types) {
    bool InClass = isIdentifier(Type);
    if (!InClass && !Type.empty())
      continue;
    Text += "\n" + (InClass ? fmt::format("class {}:\n", Type) : "");
    for (const auto &[Name, M] : Methods)
      Text += definition(*M, InClass);
  }
  return Text;
}

} // namespace pyunbox
