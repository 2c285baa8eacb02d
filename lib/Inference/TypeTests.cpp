//===- TypeTests.cpp - tests of types under the abstract machine ----------===//
#include "Inference/Machine.h"
#include "Inference/UnitContext.h"

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

Value Machine::testArgument(const Value &Object,
                            llvm::function_ref<bool(PythonType)> Test,
                            SourceLocation Where) {
  if (!Object.is(Kind::Arg) && !Object.is(Kind::TypeOfArg)) {
    issue(ReasonCode::UnknownApi, "the type of an object is looked at", Where);
    return Value::plain();
  }
  auto Assumed = Task.Exactly.find(Object.Index);
  if (Assumed != Task.Exactly.end())
    return Value::number(Test(Assumed->second));
  if (Recording)
    Whole.TypeTested.insert(Object.Index);
  return Value::plain();
}

Value Machine::testType(const Value &Object, const Value &Type, bool Exactly,
                        SourceLocation Where) {
  if (!Type.is(Kind::Type)) {
    issue(ReasonCode::UnknownApi, "the type of an object is compared", Where);
    return Value::plain();
  }
  // What is known of other types is that they are not the guarded ones.
  if (Type.Python == PythonType::None && !Exactly)
    return Value::plain();
  return testArgument(
      Object,
      [&](PythonType T) {
        return T == Type.Python || (!Exactly && T == PythonType::Bool &&
                                    Type.Python == PythonType::Int);
      },
      Where);
}

Value Machine::testFeature(const Value &Type, std::int64_t Feature,
                           SourceLocation Where) {
  // Py_TPFLAGS_..._SUBCLASS, docs.python.org/3/c-api/typeobj.html
  constexpr std::int64_t Long = 1 << 24, List = 1 << 25, Tuple = 1 << 26,
                         Bytes = 1 << 27, Unicode = 1 << 28, Dict = 1 << 29;
  if (Type.is(Kind::TupleType) && Feature == Tuple)
    return Value::number(1);
  for (std::int64_t Known : {Long, List, Tuple, Bytes, Unicode, Dict})
    if (Type.is(Kind::TypeOfArg) && Feature == Known)
      return testArgument(
          Type,
          [&](PythonType T) {
            switch (T) {
            case PythonType::Int:
            case PythonType::Bool:
              return Feature == Long;
            case PythonType::Bytes:
              return Feature == Bytes;
            case PythonType::Str:
              return Feature == Unicode;
            default:
              return false;
            }
          },
          Where);
  issue(ReasonCode::UnknownApi, "the type of an object is tested", Where);
  return Value::plain();
}

} // namespace pyunbox
