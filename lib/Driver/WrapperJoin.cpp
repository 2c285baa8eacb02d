#include "Driver/WrapperJoin.h"

#include "Inference/Verdict.h"
#include "fmt/format.h"

namespace pyunbox {

void WrapperJoin::addUses(const UnitAnalysis &Unit) {
  std::string WhyNot;
  for (const auto &[I, Row] : Unit.Elsewhere)
    if (auto Path = Index.unitOf(Row.Use.Symbol, Unit.Result.Path, WhyNot))
      Wanted[*Path].insert(Row.Use);
}

void adopt(UnitAnalysis &Unit, std::size_t I, Method Wrapper) {
  Method &Row = Unit.Result.Methods[I];
  for (std::string Method::*Member :
       {&Method::Id, &Method::Module, &Method::Name, &Method::Table,
        &Method::Flags, &Method::NotRewritten, &Method::Record, &Method::Doc})
    Wrapper.*Member = std::move(Row.*Member);
  Wrapper.RowAt = std::move(Row.RowAt);
  Wrapper.Row = std::move(Row.Row);
  Row = std::move(Wrapper);
  if (!Row.Typed)
    return;
  RowObstacles Against = Unit.Elsewhere.at(I).Against;
  if (Row.Elsewhere && Unit.OwnSymbols.contains(Row.Elsewhere->Symbol))
    Against.Any = fmt::format("the file of the table has something else that "
                              "is called '{}'",
                              Row.Elsewhere->Symbol);
  heed(Against, Row);
  if (Row.PyPy.How == CallWay::Boxed && Row.CPython.How == CallWay::Boxed)
    Row.Elsewhere.reset();
}

void WrapperJoin::finish(UnitAnalysis &Unit) const {
  for (const auto &[I, About] : Unit.Elsewhere) {
    Method &Row = Unit.Result.Methods[I];
    std::string WhyNot;
    auto Found = Answers.find(About.Use);
    if (Index.unitOf(About.Use.Symbol, Unit.Result.Path, WhyNot) &&
        Found != Answers.end())
      adopt(Unit, I, Found->second);
    else if (!WhyNot.empty())
      Row.Rejection->Message += fmt::format(" ({})", WhyNot);
  }
}

} // namespace pyunbox
