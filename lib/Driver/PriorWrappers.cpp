#include "Driver/PriorWrappers.h"

#include "Driver/WrapperJoin.h"
#include "Knowledge/JsonNode.h"
#include "Report/ReadReport.h"

#include <map>

namespace pyunbox {

/// Adds to \p To, by id, the methods of the unit \p Of in the report \p Path
/// that have an entry in another file.
static void readMethods(const std::string &Path, const std::string &Of,
                        std::map<std::string, Method> &To) {
  for (Unit &Each : readReport(Path).Units)
    if (Each.Path == Of)
      for (Method &M : Each.Methods)
        if (M.Elsewhere)
          To.insert_or_assign(M.Id, std::move(M));
}

std::vector<std::string>
adoptPriorWrappers(const std::vector<std::string> &Paths,
                   const FunctionIndex &Index, UnitAnalysis &Unit) {
  std::vector<std::string> Notes;
  if (Unit.Elsewhere.empty())
    return Notes;
  std::map<std::string, Method> Known;
  for (const std::string &Path : Paths)
    try {
      readMethods(Path, Unit.Result.Path, Known);
    } catch (const JsonError &Error) {
      Notes.push_back("prior report not used: " + Error.Message);
    }
  for (const auto &[I, About] : Unit.Elsewhere) {
    std::string WhyNot;
    auto Found = Known.find(Unit.Result.Methods[I].Id);
    if (Found != Known.end() && Found->second.Elsewhere->Use == About.Use &&
        Index.unitOf(About.Use.Symbol, Unit.Result.Path, WhyNot))
      adopt(Unit, I, std::move(Found->second));
  }
  return Notes;
}

} // namespace pyunbox
