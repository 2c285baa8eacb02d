//===- Values.h - the abstract domain of the interpreter -------*- C++ -*-===//
//
// What is known, at one point of a wrapper, about the value of an expression,
// under the assumption that all arguments pass their guards.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_VALUES_H
#define PYUNBOX_INFERENCE_VALUES_H

#include "Inference/Rules.h"
#include "Inference/VarMap.h"
#include "Signature/Method.h"

#include <bit>

namespace clang {
class CallExpr;
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace pyunbox {

class Value {
public:
  enum class Kind : std::uint8_t {
    Bottom, ///< never evaluated
    // C data
    Number,   ///< the integer constant Int
    Real,     ///< the floating constant Real
    Param,    ///< argument Index exactly as its converter yields it
    Length,   ///< the length of buffer argument Index, as a Py_ssize_t
    Call,     ///< what the call Site returned, unconverted
    Plain,    ///< any C data that holds no object
    Function, ///< the address of the function Callee
    Unset,    ///< possibly an uninitialized variable
    // objects, and pointers into what the interpreter passed in
    Null,
    Self,          ///< self or module
    ArgsTuple,     ///< the tuple of positional arguments
    ArgsArray,     ///< the vector of positional arguments
    Keywords,      ///< the keyword dictionary or name tuple
    Arg,           ///< argument Index, still boxed
    SomeArg,       ///< one of several arguments, still boxed, or NULL
    Singleton,     ///< None, True or False (Python, Int)
    Boxed,         ///< a result made by a converter, or a singleton, or NULL
    Exception,     ///< an exception class
    TupleType,     ///< the type of the arguments' tuple
    ArgsBuffer,    ///< the parameters in order, NULL where one is not given
    TypeOfArg,     ///< the type of argument Index
    FlagsOfArg,    ///< PyPy's own flags of that type
    FeaturesOfArg, ///< CPython's flags of that type
    TupleFeatures, ///< the same of TupleType
    BufferOfArg,   ///< the buffer functions of that type, or one of them
    Type,          ///< the type object of Python, None if of no known type
    Address,       ///< of the caller's variable Var, which is tracked
    View,          ///< a Py_buffer of argument Index
    NoView,        ///< a Py_buffer of nothing, or one that was released
    SomeView,      ///< a Py_buffer that may have been filled
    Foreign,       ///< an object that no argument leads to, or NULL
    Conflict,      ///< an object of which nothing is known
  };

  Kind K = Kind::Bottom;
  bool MayBeNull = false; ///< of Boxed, ArgsArray, Keywords and Param
  /// Of Boxed, Singleton, Param and Type.
  PythonType Python = PythonType::None;
  CKind Converted = CKind::Void; ///< of Boxed: the type the converter takes
  unsigned Index = 0;            ///< of Param, Length, Arg, ...OfArg, View
  std::int64_t Int = 0;          ///< of Number; 0 or 1 of a bool Singleton
  double Real = 0;
  /// Of Call, and of a Number that is known to come from it: the call. Of
  /// Boxed: the one call of a converter that made it, or null if there are
  /// several.
  const clang::CallExpr *Site = nullptr;
  /// Of a result: the followed call that returned it, in the function at hand.
  const clang::CallExpr *From = nullptr;
  const clang::FunctionDecl *Callee = nullptr; ///< of Function
  const clang::VarDecl *Var = nullptr;         ///< of Address

  static Value of(Kind K) {
    Value V;
    V.K = K;
    return V;
  }
  static Value plain() { return of(Kind::Plain); }
  static Value null() { return of(Kind::Null); }
  static Value number(std::int64_t Int) {
    Value V = of(Kind::Number);
    V.Int = Int;
    return V;
  }
  static Value indexed(Kind K, unsigned Index) {
    Value V = of(K);
    V.Index = Index;
    return V;
  }
  static Value function(const clang::FunctionDecl *Callee) {
    Value V = of(Kind::Function);
    V.Callee = Callee;
    return V;
  }
  static Value address(const clang::VarDecl *Var) {
    Value V = of(Kind::Address);
    V.Var = Var;
    return V;
  }
  static Value singleton(PythonType Python, bool True = false) {
    Value V = of(Kind::Singleton);
    V.Python = Python;
    V.Int = True;
    return V;
  }

  bool is(Kind Other) const { return K == Other; }
  /// An object, or a pointer into what the interpreter passed in. NULL is none:
  /// it is plain data too.
  bool isObject() const { return K > Kind::Null; }
  /// Of a variable that is a Py_buffer: whether it may have to be released.
  bool mayBeFilled() const {
    return K == Kind::View || K == Kind::SomeView || K == Kind::Conflict;
  }
  /// A pointer that is certainly not NULL.
  bool isCertainlyNotNull() const;
  /// Something that a method may return as its result, NULL included.
  bool isResult() const {
    return K == Kind::Null || K == Kind::Singleton || K == Kind::Boxed;
  }

  /// Of reals, the bits count: 0.0 and -0.0 are two constants.
  friend bool operator==(const Value &A, const Value &B) {
    return A.K == B.K && A.MayBeNull == B.MayBeNull && A.Python == B.Python &&
           A.Converted == B.Converted && A.Index == B.Index && A.Int == B.Int &&
           A.Site == B.Site && A.From == B.From && A.Callee == B.Callee &&
           A.Var == B.Var &&
           std::bit_cast<std::uint64_t>(A.Real) ==
               std::bit_cast<std::uint64_t>(B.Real);
  }
};

/// The most arguments of which a set may be a mask.
inline constexpr unsigned MaxMaskedArguments = 64;
/// The set of argument \p Index alone; of all, if it is too large.
inline std::uint64_t maskOf(unsigned Index) {
  return Index < MaxMaskedArguments ? std::uint64_t{1} << Index
                                    : ~std::uint64_t{0};
}

/// Whether \p A and \p B are one default, to the last bit.
bool isSameDefault(const DefaultValue &A, const DefaultValue &B);

/// \p V as the default of an argument unboxed from \p Python; nothing if it is
/// no constant that an omitted argument can stand for.
std::optional<DefaultValue> defaultFrom(const Value &V, PythonType Python);

/// The least value that covers both.
Value join(const Value &A, const Value &B);

/// Whether a Python exception is set; Unknown after a call that may have set
/// one. States that differ in this are never joined, so that "NULL is returned
/// exactly where an exception is set" can be proved where error paths meet the
/// others at one return statement.
enum class ErrorState : std::uint8_t { Clear, Set, Unknown };
inline constexpr std::size_t NumErrorStates = 3;

/// How many calls of implementations lie behind: none, exactly one (Site), or
/// possibly another number.
struct CallCount {
  enum class Kind : std::uint8_t { Zero, Once, Many } K = Kind::Zero;
  const clang::CallExpr *Site = nullptr;

  void add(const clang::CallExpr *Call) {
    *this = K == Kind::Zero || !heeds(Rule::CallOnce)
                ? CallCount{Kind::Once, Call}
                : CallCount{Kind::Many, nullptr};
  }
  friend bool operator==(const CallCount &, const CallCount &) = default;
};

/// What is known at one point of the wrapper.
struct State {
  bool Reached = false;
  VarMap<Value> Vars;
  ErrorState Error = ErrorState::Clear;
  CallCount Calls;
  /// Whether an argument parser has run on every path to here.
  bool Parsed = false;
  /// The arguments whose Py_buffer may have been released, a bit for each.
  std::uint64_t Released = 0;

  /// Makes this cover \p Other, of the same error state, as well; true if it
  /// changed.
  bool join(const State &Other);
  friend bool operator==(const State &, const State &) = default;
};

} // namespace pyunbox

#endif
