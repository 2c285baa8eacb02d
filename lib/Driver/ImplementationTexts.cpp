#include "Driver/ImplementationTexts.h"

namespace pyunbox {

void addImplementationTexts(std::vector<UnitAnalysis> &Units,
                            const FunctionIndex &Index) {
  std::map<std::string, const UnitAnalysis *> ByPath;
  for (const UnitAnalysis &Each : Units)
    ByPath[Each.Result.Path] = &Each;
  for (UnitAnalysis &Each : Units)
    for (Method &M : Each.Result.Methods) {
      if (M.ForeignImplementation.empty())
        continue;
      std::string WhyNot;
      auto Path =
          Index.unitOf(M.ForeignImplementation, Each.Result.Path, WhyNot);
      // The index may know units of other runs.
      auto Unit = Path ? ByPath.find(*Path) : ByPath.end();
      if (Unit == ByPath.end())
        continue;
      const auto &Definitions = Unit->second->Definitions;
      if (auto Found = Definitions.find(M.ForeignImplementation);
          Found != Definitions.end()) {
        M.ImplementationAt = Found->second.At;
        M.ImplementationText = Found->second.Text;
      }
    }
}

} // namespace pyunbox
