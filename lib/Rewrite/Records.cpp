//===- Records.cpp - the metadata of one method as C code -------*- C++ -*-===//

#include "Rewrite/Records.h"

#include "Rewrite/Constants.h"

#include <fmt/format.h>

#include <algorithm>

namespace pyunbox {

bool hasEntry(const Method &M) {
  if (M.PyPy.How != CallWay::Direct)
    return false;
  return M.Kind == EntryKind::Direct ? !M.Implementation.empty()
                                     : M.Code.has_value();
}

bool hasGilEntry(const Method &M) { return M.PyPy.How == CallWay::WithGil; }

bool hasFastCall(const Method &M) { return M.CPython.How == CallWay::FastCall; }

/// The name under which the record's file knows an entry of another file. Under
/// its own it may know another function, or a macro.
static std::string nameElsewhere(const Method &M) {
  return "pyunbox_of_" + M.Elsewhere->Symbol;
}

/// "int (int)" as the declaration of that name.
static std::string declarationElsewhere(const Method &M) {
  const std::string Type = entrySignature(M);
  const std::size_t Parameters = Type.find('(');
  return fmt::format("extern {}{}{} __asm__({});\n", Type.substr(0, Parameters),
                     nameElsewhere(M), Type.substr(Parameters),
                     stringLiteral(M.Elsewhere->Symbol));
}

std::string entryFunction(const Method &M, bool IsCxx) {
  if (M.Code)
    return M.Code->Name;
  if (M.Elsewhere)
    return nameElsewhere(M);
  // In C++ a function of the table's name space may have the same name.
  return (IsCxx ? "::" : "") + M.Implementation;
}

std::size_t numRequired(const Method &M) {
  auto FirstOptional =
      std::find_if(M.Args.begin(), M.Args.end(),
                   [](const Argument &A) { return A.Default.has_value(); });
  return static_cast<std::size_t>(FirstOptional - M.Args.begin());
}

/// A typedef may be another type on another platform, so only the plain
/// spellings count.
static bool isPlain(const CType &Type, CKind Kind) {
  return Type.Kind == Kind && Type.Spelling == spelling(Kind);
}

static bool fitsTail(const Argument &A) {
  if (A.Default || A.KeywordOnly)
    return false;
  if (isPlain(A.Type, CKind::Long))
    return A.Python == PythonType::Int;
  return isPlain(A.Type, CKind::Double) &&
         (A.Python == PythonType::Float || A.Python == PythonType::Real);
}

static bool fitsTail(const Result &R) {
  return (isPlain(R.Type, CKind::Long) && R.Python == PythonType::Int) ||
         (isPlain(R.Type, CKind::Double) && R.Python == PythonType::Float);
}

bool fitsTail(const Method &M) {
  return hasEntry(M) && M.Bail == BailOut::Never &&
         M.Effect.Raise == Effects::Raises::None && !M.Effect.NeedsGil &&
         !M.Effect.State && fitsTail(M.Returns) &&
         std::all_of(M.Args.begin(), M.Args.end(),
                     [](const Argument &A) { return fitsTail(A); });
}

/// "Head(Item, Item, ...)Tail" in lines of at most 80 columns: the items under
/// one another, or on lines of their own under a long head.
static std::string list(std::string Head, const std::vector<std::string> &Items,
                        std::string_view Tail) {
  constexpr std::size_t Columns = 80, LongHead = 24;
  std::size_t Width = Head.size() + Tail.size() + 2 * Items.size() - 2;
  for (const std::string &Item : Items)
    Width += Item.size();
  const bool Break = Width > Columns && Head.size() > LongHead;
  const std::string Indent(Break ? 4 : Head.size(), ' ');
  std::string Text, Line = std::move(Head);
  if (Break) {
    Text = Line + "\n";
    Line = Indent;
  }
  for (const std::string &Item : Items) {
    const bool First = &Item == &Items.front(), Last = &Item == &Items.back();
    std::string Piece = Item + (Last ? std::string(Tail) : ",");
    if (First) {
      Line += Piece;
    } else if (Line.size() + 1 + Piece.size() > Columns) {
      Text += Line + "\n";
      Line = Indent + Piece;
    } else {
      Line += " " + Piece;
    }
  }
  return Text + Line + "\n";
}

static std::string typeCode(const CType &Type, bool IsCxx) {
  return fmt::format("{}({})", typeCodeMacro(Type.Kind), written(Type, IsCxx));
}

std::string_view pythonCode(PythonType Type) {
  switch (Type) {
  case PythonType::None:
    return "PYUNBOX_PY_NONE";
  case PythonType::Int:
    return "PYUNBOX_PY_INT";
  case PythonType::Float:
    return "PYUNBOX_PY_FLOAT";
  case PythonType::Real:
    return "PYUNBOX_PY_REAL";
  case PythonType::Bool:
    return "PYUNBOX_PY_BOOL";
  case PythonType::Byte:
    return "PYUNBOX_PY_BYTE";
  case PythonType::Char:
    return "PYUNBOX_PY_CHAR";
  case PythonType::Complex:
    return "PYUNBOX_PY_COMPLEX";
  case PythonType::Str:
    return "PYUNBOX_PY_STR";
  case PythonType::OptionalStr:
    return "PYUNBOX_PY_STR_OR_NONE";
  case PythonType::Bytes:
    return "PYUNBOX_PY_BYTES";
  case PythonType::StrBytes:
    return "PYUNBOX_PY_STR_OR_BYTES";
  case PythonType::OptionalStrBytes:
    return "PYUNBOX_PY_STR_BYTES_OR_NONE";
  case PythonType::Tuple:
    return "PYUNBOX_PY_TUPLE";
  }
  return {};
}

static std::string_view bailCode(BailOut Bail) {
  switch (Bail) {
  case BailOut::Never:
    return "PYUNBOX_BAIL_NEVER";
  case BailOut::Distinct:
    return "PYUNBOX_BAIL_DISTINCT";
  case BailOut::Repeat:
    return "PYUNBOX_BAIL_REPEAT";
  }
  return {};
}

static std::string join(const std::vector<std::string> &Items,
                        std::string_view Separator) {
  std::string Text;
  for (const std::string &Item : Items) {
    if (!Text.empty())
      Text += Separator;
    Text += Item;
  }
  return Text;
}

static std::string effectFlags(const Effects &E) {
  std::vector<std::string> Flags;
  auto add = [&](bool Set, const char *Flag) {
    if (Set)
      Flags.push_back(Flag);
  };
  add(E.Raise != Effects::Raises::None, "PYUNBOX_EFFECT_RAISES");
  add(E.NeedsGil, "PYUNBOX_EFFECT_NEEDS_GIL");
  add(E.State, "PYUNBOX_EFFECT_STATE");
  add(E.Pure, "PYUNBOX_EFFECT_PURE");
  add(E.Blocks, "PYUNBOX_EFFECT_BLOCKS");
  add(E.Retains, "PYUNBOX_EFFECT_RETAINS");
  return Flags.empty() ? "0" : join(Flags, " | ");
}

static std::string argument(const Argument &A, bool IsCxx) {
  std::vector<std::string> Flags;
  std::string Int = "0", Float = "0.0";
  if (A.Default) {
    Flags.push_back("PYUNBOX_ARG_OPTIONAL");
    if (A.Type.isFloating())
      Float = floatConstant(asDouble(*A.Default));
    else
      Int = integerConstant(asBits(*A.Default));
  }
  if (A.Keyword)
    Flags.push_back("PYUNBOX_ARG_KEYWORD");
  if (A.KeywordOnly)
    Flags.push_back("PYUNBOX_ARG_KEYWORD_ONLY");
  return list("    {",
              {stringLiteral(A.Name), typeCode(A.Type, IsCxx),
               std::string(pythonCode(A.Python)),
               Flags.empty() ? "0" : join(Flags, " | "), Int, Float},
              "},");
}

/// An item of a tuple that is returned.
static std::string item(const ResultItem &Item, bool IsCxx) {
  return list("    {",
              {"\"\"", typeCode(Item.Type, IsCxx),
               std::string(pythonCode(Item.Python)), "0", "0", "0.0"},
              "},");
}

static std::string resultCode(const Result &R, bool IsCxx) {
  return R.Items.empty()
             ? typeCode(R.Type, IsCxx)
             : fmt::format("PYUNBOX_TYPE_ITEMS({})", R.Items.size());
}

static bool hasArray(const Method &M) {
  return !M.Args.empty() || !M.Returns.Items.empty();
}

static std::string argumentArray(const Method &M, const std::string &Id,
                                 bool IsCxx) {
  if (!hasArray(M))
    return {};
  std::string Text =
      fmt::format("static const struct pyunbox_arg {}_args[] = {{\n", Id);
  for (const Argument &A : M.Args)
    Text += argument(A, IsCxx);
  for (const ResultItem &Item : M.Returns.Items)
    Text += item(Item, IsCxx);
  return Text + "};\n";
}

static std::string tailCode(const CType &Type) {
  return Type.Kind == CKind::Long ? "PYUNBOX_TAIL_LONG" : "PYUNBOX_TAIL_DOUBLE";
}

static std::string tailArray(const Method &M, const std::string &Id) {
  std::vector<std::string> Codes;
  if (fitsTail(M))
    for (const Argument &A : M.Args)
      Codes.push_back(tailCode(A.Type));
  Codes.push_back("PYUNBOX_TAIL_END");
  return list(fmt::format("static const int {}_tail[] = {{", Id), Codes, "};");
}

std::string entryCheck(const Method &M, const std::string &Id, bool IsCxx) {
  if (M.Code)
    return {};
  if (M.Elsewhere)
    return declarationElsewhere(M);
  return list("PYUNBOX_CHECK_FUNCTION(",
              {Id, entryFunction(M, IsCxx), M.ImplementationType}, ");");
}

std::string recordText(const Method &M, const std::string &Id, bool IsCxx) {
  std::string Entry = "NULL", Check, Way = "PYUNBOX_CALL_BOXED";
  if (hasGilEntry(M)) {
    Entry = fmt::format("PYUNBOX_GIL_ENTRY({}_gil)", Id);
    Way = "PYUNBOX_CALL_GIL_ENTRY";
  }
  if (hasEntry(M)) {
    Way = "PYUNBOX_CALL_DIRECT";
    Entry = fmt::format("PYUNBOX_FUNCTION({})", entryFunction(M, IsCxx));
    Check = entryCheck(M, Id, IsCxx);
  }
  std::string BailInt = "0", BailFloat = "0.0";
  if (M.Bail != BailOut::Never)
    (std::holds_alternative<double>(M.BailValue) ? BailFloat : BailInt) =
        bailConstant(M.BailValue);
  const bool Tail = fitsTail(M);
  std::string Record = list(
      "PYUNBOX_RECORD(",
      {Id, stringLiteral(M.Name), std::to_string(M.Args.size()),
       std::to_string(numRequired(M)), resultCode(M.Returns, IsCxx),
       std::string(pythonCode(M.Returns.Python)), std::string(bailCode(M.Bail)),
       Way, Entry, hasArray(M) ? Id + "_args" : "NULL", BailInt, BailFloat,
       effectFlags(M.Effect), stringLiteral(entrySignature(M)), Id + "_tail",
       Tail ? tailCode(M.Returns.Type) : "PYUNBOX_TAIL_UNTYPED",
       Tail ? Entry : "NULL"},
      ");");
  return Check + argumentArray(M, Id, IsCxx) + tailArray(M, Id) + Record;
}

} // namespace pyunbox
