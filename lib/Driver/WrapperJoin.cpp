#include "Driver/WrapperJoin.h"

#include "fmt/format.h"

namespace pyunbox {

void WrapperJoin::addUses(const UnitAnalysis &Unit) {
  std::string WhyNot;
  for (const auto &[I, Use] : Unit.Elsewhere)
    if (auto Path = Index.unitOf(Use.Symbol, Unit.Result.Path, WhyNot))
      Wanted[*Path].insert(Use);
}

/// \p Row keeps what is said of it, and gets all that the wrapper decides.
static void adopt(Method &Row, Method Wrapper) {
  for (std::string Method::*Member :
       {&Method::Id, &Method::Module, &Method::Name, &Method::Table,
        &Method::Flags, &Method::NotRewritten, &Method::Doc})
    Wrapper.*Member = std::move(Row.*Member);
  Wrapper.RowAt = std::move(Row.RowAt);
  Wrapper.Row = std::move(Row.Row);
  Row = std::move(Wrapper);
}

void WrapperJoin::finish(UnitAnalysis &Unit) const {
  for (const auto &[I, Use] : Unit.Elsewhere) {
    Method &Row = Unit.Result.Methods[I];
    std::string WhyNot;
    auto Found = Answers.find(Use);
    if (Index.unitOf(Use.Symbol, Unit.Result.Path, WhyNot) &&
        Found != Answers.end())
      adopt(Row, Found->second);
    else if (!WhyNot.empty())
      Row.Rejection->Message += fmt::format(" ({})", WhyNot);
  }
}

} // namespace pyunbox
