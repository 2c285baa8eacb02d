#include "Inference/Values.h"

#include <cmath>

namespace pyunbox {

bool Value::isCertainlyNotNull() const {
  switch (K) {
  case Kind::ArgsTuple:
  case Kind::Arg:
  case Kind::Singleton:
  case Kind::Exception:
  case Kind::ArgsBuffer:
  case Kind::TypeOfArg:
  case Kind::BufferOfArg:
  case Kind::Type:
  case Kind::Address:
    return true;
  case Kind::ArgsArray:
  case Kind::Keywords:
    return !MayBeNull;
  case Kind::Param: // of pointers; of numbers nothing is said
    return !MayBeNull &&
           (Python == PythonType::Str || Python == PythonType::Bytes ||
            Python == PythonType::StrBytes);
  case Kind::Boxed:
    // Running out of memory is not modelled: the boxed call would raise, the
    // typed call needs no memory.
    return !MayBeNull;
  default:
    return false;
  }
}

bool isSameDefault(const DefaultValue &A, const DefaultValue &B) {
  const auto *X = std::get_if<double>(&A), *Y = std::get_if<double>(&B);
  return X && Y ? std::bit_cast<std::uint64_t>(*X) ==
                      std::bit_cast<std::uint64_t>(*Y)
                : A == B;
}

std::optional<DefaultValue> defaultFrom(const Value &V, PythonType Python) {
  switch (Python) {
  case PythonType::Int:
    if (V.is(Value::Kind::Number))
      return V.Int;
    return std::nullopt;
  case PythonType::Bool:
    // A bool can only stand for 0 and 1.
    if (V.is(Value::Kind::Number) && (V.Int == 0 || V.Int == 1))
      return V.Int;
    return std::nullopt;
  case PythonType::Real:
  case PythonType::Float:
    // The sign of a NaN made by arithmetic depends on who computes it.
    if (V.is(Value::Kind::Real) && !std::isnan(V.Real))
      return V.Real;
    return std::nullopt;
  case PythonType::Str:
  case PythonType::OptionalStr:
  case PythonType::Bytes:
  case PythonType::StrBytes:
  case PythonType::OptionalStrBytes:
    // NULL; a buffer is then of length 0.
    if (V.is(Value::Kind::Null))
      return std::int64_t{0};
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

/// Null, a singleton or a boxed value as a Boxed.
static Value asBoxed(Value V) {
  if (V.is(Value::Kind::Null))
    V.MayBeNull = true;
  V.K = Value::Kind::Boxed;
  V.Int = 0;
  return V;
}

/// Whether both are what one call returned.
static bool isOfOneCall(const Value &A, const Value &B) {
  auto IsOfCall = [](const Value &V) {
    return V.Site && (V.is(Value::Kind::Call) || V.is(Value::Kind::Number));
  };
  return IsOfCall(A) && IsOfCall(B) && A.Site == B.Site;
}

static Value joinResults(const Value &A, const Value &B) {
  bool AIsNull = A.is(Value::Kind::Null), BIsNull = B.is(Value::Kind::Null);
  Value X = asBoxed(A), Y = asBoxed(B);
  Value Joined = AIsNull ? Y : X;
  Joined.MayBeNull = X.MayBeNull || Y.MayBeNull;
  if (X.From != Y.From)
    Joined.From = nullptr;
  if (AIsNull || BIsNull)
    return Joined;
  if (X.Python != Y.Python || X.Converted != Y.Converted)
    return Value::of(Value::Kind::Conflict);
  if (X.Site != Y.Site)
    Joined.Site = nullptr;
  return Joined;
}

/// The vector of arguments, and that of the parameters, have the arguments that
/// are passed by place in common.
static Value joinArguments(const Value &A, const Value &B) {
  auto IsVector = [](const Value &V) {
    return V.is(Value::Kind::ArgsArray) || V.is(Value::Kind::ArgsBuffer);
  };
  if (!IsVector(A) || !IsVector(B))
    return Value::of(Value::Kind::Conflict);
  Value V = Value::of(Value::Kind::ArgsArray);
  V.MayBeNull = A.MayBeNull || B.MayBeNull;
  return V;
}

Value join(const Value &A, const Value &B) {
  if (A == B || B.is(Value::Kind::Bottom))
    return A;
  if (A.is(Value::Kind::Bottom))
    return B;
  if (Value Same = A; A.isResult()) {
    Same.From = B.From;
    if (Same == B) {
      Same.From = nullptr;
      return Same;
    }
  }
  // That it may have to be released must not be forgotten.
  auto IsFilled = [](const Value &V) {
    return V.is(Value::Kind::View) || V.is(Value::Kind::SomeView);
  };
  if (IsFilled(A) || IsFilled(B))
    return Value::of(Value::Kind::SomeView);
  if (A.is(Value::Kind::Unset) || B.is(Value::Kind::Unset))
    return Value::of(Value::Kind::Unset);
  if (isOfOneCall(A, B)) {
    Value V = Value::of(Value::Kind::Call);
    V.Site = A.Site;
    return V;
  }
  if (!A.isObject() && !B.isObject())
    return Value::plain();
  if (A.isResult() && B.isResult())
    return joinResults(A, B);
  auto Covers = [](const Value &X, const Value &Y) {
    return X.is(Value::Kind::Foreign) && Y.is(Value::Kind::Null);
  };
  if (Covers(A, B) || Covers(B, A))
    return Value::of(Value::Kind::Foreign);
  return joinArguments(A, B);
}

bool State::join(const State &Other) {
  if (!Other.Reached)
    return false;
  if (!Reached) {
    *this = Other;
    return true;
  }
  bool Changed = false;
  auto Update = [&Changed](auto &Slot, const auto &New) {
    if (!(Slot == New)) {
      Slot = New;
      Changed = true;
    }
  };
  for (const auto &[Var, V] : Other.Vars) {
    Value &Mine = Vars[Var];
    Update(Mine, pyunbox::join(Mine, V));
  }
  if (!(Calls == Other.Calls))
    Update(Calls, CallCount{CallCount::Kind::Many, nullptr});
  Update(Parsed, Parsed && Other.Parsed);
  Update(Released, Released | Other.Released);
  return Changed;
}

} // namespace pyunbox
