//===- Method.h - what is known about one PyMethodDef entry ----*- C++ -*-===//
//
// The signature model: plain data, knows nothing of Clang. Mining and Inference
// fill it, Rewrite and Report read it.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_SIGNATURE_METHOD_H
#define PYUNBOX_SIGNATURE_METHOD_H

#include "Signature/FunctionFacts.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace pyunbox {

/// Kinds of C types a signature can carry (CTypes.def).
enum class CKind {
#define PYUNBOX_CTYPE(Kind, Spelling, Code) Kind,
#include "Signature/CTypes.def"
};

/// A C type: its canonical kind, and how generated code shall spell it (a
/// typedef such as Py_ssize_t keeps its name, so that the code means the same
/// on a platform of other widths).
struct CType {
  CKind Kind = CKind::Void;
  std::string Spelling = "void";

  bool isVoid() const { return Kind == CKind::Void; }
  bool isFloating() const {
    return Kind == CKind::Float || Kind == CKind::Double;
  }
  /// The entry gets a pointer to memory of the argument.
  bool isMemory() const { return Kind == CKind::Text || Kind == CKind::Buffer; }
  friend bool operator==(const CType &, const CType &) = default;
};

/// The plain spelling of \p Kind, e.g. "unsigned long".
std::string_view spelling(CKind Kind);
/// The macro of typed_method.h that computes the run-time code of \p Kind.
std::string_view typeCodeMacro(CKind Kind);
/// \p Type as source code writes it: in C, "bool" is a macro of a header that
/// nobody need have included.
std::string written(const CType &Type, bool IsCxx);
/// A CType of kind \p Kind in its plain spelling.
CType plainType(CKind Kind);

/// The Python type that a guard tests for, or that a result is boxed to.
enum class PythonType {
  None,
  Int,   ///< exactly int, in the range of the C type
  Float, ///< exactly float
  Real,  ///< exactly float, or exactly int (converted as PyFloat_AsDouble does)
  Bool,  ///< exactly bool
  Byte,  ///< bytes of length 1 (format unit "c")
  Char,  ///< str of length 1 (format unit "C")
  Complex, ///< exactly complex
  // As text: without a NUL inside.
  Str,              ///< exactly str, without lone surrogates
  OptionalStr,      ///< the same, or None (a NULL pointer)
  Bytes,            ///< exactly bytes
  StrBytes,         ///< exactly str, as above, or exactly bytes
  OptionalStrBytes, ///< the same, or None (a NULL pointer, of length 0)
  Tuple,            ///< of results only: a tuple of ints and floats
};
std::string_view spelling(PythonType Type);

/// A constant default of an optional argument, as the C variable holds it.
using DefaultValue = std::variant<std::int64_t, std::uint64_t, double>;

struct Argument {
  /// Keyword name, or the C variable's name, or "" if there is none.
  std::string Name;
  /// May be passed by keyword under Name.
  bool Keyword = false;
  /// ... and in no other way.
  bool KeywordOnly = false;
  /// The C type that the unboxing yields; the entry's parameter type.
  CType Type;
  PythonType Python = PythonType::None;
  /// The converter: "PyLong_AsLong", or a format unit such as "f".
  std::string UnboxedBy;
  /// Set iff the argument is optional.
  std::optional<DefaultValue> Default;
};

/// One of the values of a result that is a tuple.
struct ResultItem {
  CType Type; ///< that the boxing takes
  PythonType Python = PythonType::None;
  friend bool operator==(const ResultItem &, const ResultItem &) = default;
};

struct Result {
  /// The C type that the boxing takes; for an entry with a bail-out value the
  /// type that can also carry that value. Of a tuple it is int, which says
  /// nothing unless the entry bails out.
  CType Type;
  PythonType Python = PythonType::None;
  /// The converter: "PyFloat_FromDouble", "Py_RETURN_NONE", a format unit.
  std::string BoxedBy;
  /// What a tuple holds: the entry has a parameter more for each, behind its
  /// arguments, which says where the value goes.
  std::vector<ResultItem> Items = {};
};

/// How an entry says "nothing has happened, make the boxed call".
enum class BailOut {
  Never,    ///< it never bails out
  Distinct, ///< by a value that no result can have
  Repeat,   ///< by an unlikely result; the entry is free of effects, so a
            ///< legitimate one is merely computed twice
};

std::string_view spelling(BailOut Bail);

/// What the entry returns to bail out, in the carrier's own kind of number;
/// of an unsigned 64-bit carrier the bits.
using BailNumber = std::variant<std::int64_t, double>;

enum class EntryKind { Direct, Adapter, Specialized };
std::string_view spelling(EntryKind Kind);

/// What a call does beyond computing its result. Pessimistic about what the
/// analysis has not seen.
struct Effects {
  enum class Raises { None, AfterNothing, AfterEffects };
  Raises Raise = Raises::None;
  bool NeedsGil = false; ///< Python API, or process-wide hidden state
  bool State = false;    ///< mutable static or global state
  bool Pure = false;     ///< a JIT may drop, hoist or reuse the call
  bool Blocks = false;   ///< releases the GIL or may run long
  bool Retains = false;  ///< keeps a pointer argument
  /// What stands against a direct call, of each kind the first that was found;
  /// what decides it comes first.
  std::vector<FoundEffect> Evidence = {};
};

std::string_view spelling(Effects::Raises Raise);

/// How a runtime may call a typed method.
enum class CallWay {
  Direct,   ///< from any thread, without the GIL
  WithGil,  ///< by a generated function that takes the GIL (PyPy)
  FastCall, ///< with the GIL, by a generated METH_FASTCALL function (CPython)
  Boxed,
};
std::string_view spelling(CallWay Way);
struct Callable {
  CallWay How = CallWay::Boxed;
  std::string WhyNot; ///< why in no better way; "" if How is as good as it gets
};

/// What stands against calling a method otherwise than boxed, by what its row
/// is and the file around it; "" where nothing does.
struct RowObstacles {
  std::string Any;
  std::string Gil;  ///< by an entry that takes the GIL
  std::string Fast; ///< by METH_FASTCALL
};

/// Why a method was rejected: a code of the registry (Reasons.def), the place
/// of the evidence, and a message in words.
struct Reason {
  std::string Code;
  std::string Message;
  Location Where;
  std::string Hint = {}; ///< how to change the source; may be empty
};

/// A stretch of the main file, in bytes from its beginning.
struct Span {
  unsigned Begin = 0;
  unsigned End = 0;
};

/// A row that the main file writes as the use of a macro.
struct RowMacro {
  Span Use; ///< in the main file, arguments included
  /// The row as the macro's definition writes it, in one line and with the
  /// arguments in place: "{...}", or "{...}," if the comma is part of it.
  std::string Text;
};

/// How a row that an included file writes is replaced: by a designated
/// initializer at the end of its table.
struct RowOverride {
  unsigned Index = 0;      ///< of the row
  unsigned Count = 0;      ///< rows of the table, the last one included
  unsigned ListEnd = 0;    ///< offset of the brace that ends the table
  unsigned DeclEnd = 0;    ///< past the semicolon of its declaration
  bool AfterComma = false; ///< in front of that brace
};

/// Where a table row stands in the main file and how it is written. Absent if
/// the row cannot be edited (it comes from an included file, for instance).
struct RowSite {
  /// If set, Braces, Name and TrailingComma are places in its text.
  std::optional<RowMacro> Macro;
  /// If set, Macro is the row as the included file writes it, and its Use is
  /// empty, at ListEnd.
  std::optional<RowOverride> Override;
  Span Braces;               ///< from "{" to past "}"
  Span Name;                 ///< the name initializer
  unsigned Initializers = 0; ///< how many of the four are written out
  std::optional<unsigned> TrailingComma; ///< offset of a comma before "}"
  /// Where the declaration holding the table begins; of a table inside a
  /// function, where the function does.
  unsigned DeclBegin = 0;

  /// Where the row begins in the main file.
  unsigned begin() const { return Macro ? Macro->Use.Begin : Braces.Begin; }
};

/// The C code of an adapter or a specialized entry.
struct EntryCode {
  /// Name of the static function.
  std::string Name;
  /// Return type as written, e.g. "double".
  std::string ReturnType;
  /// Parameters as written, e.g. "double x, int octaves"; "void" if none.
  std::string Parameters;
  /// The body, braces included.
  std::string Body;
  /// Offset in the main file just past the wrapper's definition: copied code
  /// goes there, where it sees the same declarations and macros. Unset: the
  /// code names nothing but the implementation, and goes before the table.
  std::optional<unsigned> After;
};

/// A wrapper as a table of another file uses it.
struct WrapperUse {
  std::string Symbol; ///< the linker's
  std::int64_t Flags = 0;
  friend auto operator<=>(const WrapperUse &, const WrapperUse &) = default;
};

/// An entry of another file than the row's, which declares it.
struct EntryElsewhere {
  WrapperUse Use;
  std::string Symbol; ///< the linker's, of the implementation
};

/// Something about a place in the sources.
struct Remark {
  std::string Message;
  Location Where;
};

/// Whole lines of a source.
struct Excerpt {
  Location At;          ///< where the first line begins
  std::string Text;     ///< without the last line end
  unsigned Omitted = 0; ///< how many lines more there are
};

/// What a person decided about a method: a rejected one is not rewritten.
struct Decision {
  bool Accepted = false;
  std::string Comment; ///< may be empty
};

struct Method {
  /// Stable id: "<module>.<name>" or "<module>.<type>.<name>", made unique by a
  /// "#2" suffix where one table set has it twice. No line numbers.
  std::string Id;
  std::string Module;
  std::string Name;
  std::string Table;          ///< name of the PyMethodDef variable
  std::string Wrapper;        ///< C name, "" if not resolved
  std::string Implementation; ///< C name, "" if there is none
  /// The table's flags as written (METH_VARARGS | METH_KEYWORDS).
  std::string Flags;
  bool Typed = false;
  /// A comment in the source says that the rejection is known.
  bool Suppressed = false;
  /// Set iff not typed.
  std::optional<Reason> Rejection;
  /// Bugs of the wrapper that are no obstacle to a type.
  std::vector<Reason> Findings;

  // What follows is meaningful only if Typed.
  EntryKind Kind = EntryKind::Direct;
  std::vector<Argument> Args;
  Result Returns;
  BailOut Bail = BailOut::Never;
  /// Meaningful unless Bail is Never. Code's body says PYUNBOX_BAIL for it.
  BailNumber BailValue = std::int64_t{0};
  Effects Effect;
  /// What a user's declaration says and nothing shows, that this rests on:
  /// "effects of 'f' (library.json)".
  std::vector<std::string> Trusts;
  Callable PyPy, CPython;
  /// The wrapper gets a dict of named arguments, or NULL (METH_KEYWORDS).
  bool PassesKeywords = false;
  /// Implementation's type as declared, for the compile-time check of a direct
  /// entry, e.g. "long (long)".
  std::string ImplementationType;
  /// Set if the wrapper stands in another file than the row, which can be
  /// called otherwise than boxed all the same. Its entry is direct.
  std::optional<EntryElsewhere> Elsewhere;
  /// Set for adapter and specialized entries that can be called.
  std::optional<EntryCode> Code;
  /// Code raises where the wrapper does, and must run with the GIL: it returns
  /// a borrowed object, or NULL with an exception, and takes the place of its C
  /// result as one parameter more.
  bool KeepsErrors = false;
  std::optional<RowSite> Row;
  /// Why a typed method's row is left as it is; "" if it is rewritten.
  std::string NotRewritten;
  /// The record of a row that is rewritten already.
  std::string Record;
  /// What in its code another configuration of the project, or another machine,
  /// may compile otherwise: sources that are to be kept are then not rewritten.
  std::optional<Remark> NotPortable;

  Location RowAt;
  Location WrapperAt;
  Location ImplementationAt;
  /// The linker's symbol of the implementation if the unit does not define it.
  /// Reports leave it out.
  std::string ForeignImplementation;

  // For people who review.
  /// The row's documentation, "" if it has none that is a constant.
  std::string Doc;
  std::optional<Excerpt> WrapperText, ImplementationText;
  /// What the verdict rests on, in the order of execution: of a typed method
  /// where it unboxes, calls and returns, else the way to the evidence.
  std::vector<Remark> Steps;
  /// What a rewrite of this row alone does to the source, as a unified diff; ""
  /// if nothing. The include that it needs is not in it.
  std::string Proposal;
  /// Unset as long as nobody has looked.
  std::optional<Decision> Decided;
};

/// The C declaration text of the entry of a typed method: "long (long)".
std::string entrySignature(const Method &M);

struct Diagnostic {
  std::string Severity; ///< "error", "warning" or "note"
  std::string Message;
  Location Where;
};

/// A part of a unit's main file that its flags leave out.
struct LeftOutLines {
  Location At;           ///< of the directive that begins it
  std::string Directive; ///< "#ifdef WIDE"
  unsigned Last = 0;     ///< line, of the directive that ends it
};

/// The result for one translation unit.
struct Unit {
  std::string Path; ///< relative to the base directory where possible
  enum class Status { Ok, Failed } State = Status::Ok;
  std::vector<Diagnostic> Diagnostics;
  std::vector<Method> Methods;
  std::vector<LeftOutLines> LeftOut; ///< in the order of the file
  UnitFacts Facts;
  /// Hash of the main file as analysed (hex); edits apply to no other content.
  std::string ContentHash;
  /// The file is C++.
  bool IsCxx = false;
  /// Offset in the main file where `#include <pyunbox/typed_method.h>` goes.
  std::optional<unsigned> IncludeAt;
};

/// A whole run.
struct Analysis {
  std::vector<Unit> Units;
};

} // namespace pyunbox

#endif
