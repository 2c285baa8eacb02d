#include "Knowledge/PriorReport.h"

#include "Knowledge/FactsJson.h"
#include "Signature/ContentHash.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace pyunbox {

namespace fs = std::filesystem;

namespace {

class Reader {
public:
  Reader(const std::string &BaseDir, FunctionIndex &To)
      : BaseDir(BaseDir), To(To) {}

  void read(const std::string &Path) {
    try {
      nlohmann::json Text = readJson(Path);
      JsonNode Root(Text, Path + ": /");
      expectSchema(Root);
      std::vector<UnitFacts> Units;
      for (const JsonNode &Unit : Root.member("units").elements())
        if (Unit.member("status").text() == "ok")
          Units.push_back(readFacts(Unit));
      const std::size_t Before = Out.Notes.size();
      for (UnitFacts &Facts : Units)
        add(std::move(Facts), Path);
      if (Out.Notes.size() == Before)
        Out.Whole.push_back(Path);
    } catch (const JsonError &Error) {
      Out.Notes.push_back(
          fmt::format("prior report not used: {}", Error.Message));
    }
  }

  PriorReports Out;

private:
  void add(UnitFacts Facts, const std::string &Report) {
    if (Facts.Functions.empty() && Facts.Program.empty())
      return;
    // The unit's own file must be among what was hashed.
    bool HasMain =
        std::ranges::any_of(Facts.Sources, [&](const SourceFile &File) {
          return File.Path == Facts.Path;
        });
    for (const SourceFile &File : Facts.Sources)
      if (!HasMain || hashOf(File.Path) != File.Hash) {
        Out.Notes.push_back(
            fmt::format("what {} says of {} is not used: {} has "
                        "changed since",
                        Report, Facts.Path, HasMain ? File.Path : Facts.Path));
        return;
      }
    if (HasMain)
      To.add(joined(std::move(Facts)));
  }

  /// \p Facts, or what is left of them and of those of the same file in another
  /// report: where they differ, which of them is linked is not known.
  UnitFacts joined(UnitFacts Facts) {
    auto [Known, New] = Read.try_emplace(Facts.Path, Facts);
    UnitFacts &Before = Known->second;
    if (New || (Before.Functions == Facts.Functions &&
                Before.Program == Facts.Program))
      return Facts;
    Out.Notes.push_back(fmt::format("{} is compiled in several ways; what the "
                                    "reports say of its functions is not used",
                                    Facts.Path));
    for (FunctionFacts &F : Facts.Functions)
      if (std::ranges::find(Before.Functions, F.Symbol,
                            &FunctionFacts::Symbol) == Before.Functions.end())
        Before.Functions.push_back(std::move(F));
    for (FunctionFacts &F : Before.Functions)
      F.Doubt = FunctionFacts::SeveralWays;
    return Before;
  }

  const std::string &hashOf(const std::string &Path) {
    auto [It, New] = Hashes.try_emplace(Path);
    if (New) {
      std::ifstream In(fs::path(BaseDir) / Path, std::ios::binary);
      std::string Text{std::istreambuf_iterator<char>(In), {}};
      It->second = In ? contentHash(Text) : "";
    }
    return It->second;
  }

  const std::string &BaseDir;
  FunctionIndex &To;
  std::map<std::string, std::string> Hashes;
  std::map<std::string, UnitFacts> Read; ///< by path
};

} // namespace

PriorReports readPriorReports(const std::string &Path,
                              const std::string &BaseDir, FunctionIndex &To) {
  Reader Into(BaseDir, To);
  std::error_code Error;
  if (!fs::is_directory(Path, Error)) {
    Into.read(Path);
    return Into.Out;
  }
  std::vector<std::string> Reports;
  for (const fs::directory_entry &Entry : fs::directory_iterator(Path, Error))
    if (Entry.path().extension() == ".json")
      Reports.push_back(Entry.path().string());
  std::ranges::sort(Reports);
  for (const std::string &Report : Reports)
    Into.read(Report);
  return Into.Out;
}

} // namespace pyunbox
