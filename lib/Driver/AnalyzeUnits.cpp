#include "Driver/AnalyzeUnits.h"

#include "Cache/UnitCache.h"
#include "Driver/ImplementationTexts.h"
#include "Driver/Workers.h"
#include "Driver/WrapperJoin.h"

#include <algorithm>
#include <numeric>

namespace pyunbox {

namespace {

class Run {
public:
  Run(const std::vector<CompileCommand> &Commands, const std::string &BaseDir,
      const RunOptions &Options)
      : Commands(Commands), BaseDir(BaseDir), Options(Options),
        Wanted(Commands.size()), All(Commands.size()) {}

  /// Analyses the units \p Which with what \p Others knows.
  void analyze(const std::vector<std::size_t> &Which,
               const FunctionIndex &Others);

  const std::vector<CompileCommand> &Commands;
  const std::string &BaseDir;
  const RunOptions &Options;
  /// By unit: its wrappers that others' tables use.
  std::vector<std::set<WrapperUse>> Wanted;
  std::vector<UnitAnalysis> All;

private:
  bool findKnown(std::size_t I, const FunctionIndex &Others);
  void keep(std::size_t I, const FunctionIndex &Others, std::int64_t Since);
  UnitAnalysis failed(std::size_t I, std::string Why) const;
};

bool Run::findKnown(std::size_t I, const FunctionIndex &Others) {
  if (!Options.Cache)
    return false;
  auto Known = Options.Cache->find(Commands[I], BaseDir, Others, Wanted[I]);
  if (Known)
    All[I] = std::move(*Known);
  return Known.has_value();
}

void Run::keep(std::size_t I, const FunctionIndex &Others, std::int64_t Since) {
  // Failures are cheap to find again, and worth another look.
  if (Options.Cache && All[I].Result.State == Unit::Status::Ok)
    Options.Cache->add(Commands[I], BaseDir, Others, All[I], Since, Wanted[I]);
  All[I].Inputs = {};
}

UnitAnalysis Run::failed(std::size_t I, std::string Why) const {
  UnitAnalysis Out;
  Out.Result.Path = reportedPath(Commands[I], BaseDir);
  Out.Result.State = Unit::Status::Failed;
  Out.Result.Diagnostics = {{"error", std::move(Why), {}}};
  return Out;
}

void Run::analyze(const std::vector<std::size_t> &Which,
                  const FunctionIndex &Others) {
  std::vector<std::size_t> Left;
  for (std::size_t I : Which)
    if (!findKnown(I, Others))
      Left.push_back(I);
    else if (Options.Begin)
      Options.Begin(Commands[I]);
  std::vector<std::int64_t> Since(Left.size());
  Workers Team{
      Left.size(), Options.Jobs,
      [&](std::size_t Item) {
        std::size_t I = Left[Item];
        return toBytes(analyzeUnit(Commands[I], BaseDir, Others, Wanted[I]));
      },
      [&](std::size_t Item) {
        Since[Item] = fileClock();
        if (Options.Begin)
          Options.Begin(Commands[Left[Item]]);
      },
      [&](std::size_t Item, WorkResult Result) {
        std::size_t I = Left[Item];
        auto Found =
            Result.Bytes ? readUnitAnalysis(*Result.Bytes) : std::nullopt;
        All[I] =
            Found ? std::move(*Found) : failed(I, std::move(Result.WhyNot));
        keep(I, Others, Since[Item]);
      }};
  Team.run();
}

} // namespace

std::vector<UnitAnalysis>
analyzeUnits(const std::vector<CompileCommand> &Commands,
             const std::string &BaseDir, FunctionIndex Known,
             const RunOptions &Options) {
  Run Now(Commands, BaseDir, Options);
  std::vector<std::size_t> Which(Commands.size());
  std::iota(Which.begin(), Which.end(), 0);
  Now.analyze(Which, Known);
  FunctionIndex Joined = std::move(Known);
  for (const UnitAnalysis &Found : Now.All)
    if (Found.Result.State == Unit::Status::Ok)
      Joined.add(Found.Result.Facts);
  WrapperJoin Wrappers(Joined);
  for (const UnitAnalysis &Found : Now.All)
    Wrappers.addUses(Found);
  RunOptions Silent = Options;
  Silent.Begin = {};
  Run Again(Commands, BaseDir, Silent);
  for (std::size_t I : Which)
    Again.Wanted[I] = Wrappers.wantedOf(Now.All[I].Result.Path);
  // A verdict, and the code of an entry, rest on what the unit calls: those
  // that call into other units are analysed again, now that these are known; so
  // are those that define wrappers for others.
  std::erase_if(Which, [&](std::size_t I) {
    const UnitAnalysis &Found = Now.All[I];
    bool Calls = !Found.Result.Methods.empty() &&
                 std::ranges::any_of(Found.Asked, [&](const auto &Symbol) {
                   return Joined.defines(Symbol);
                 });
    return !Calls && Again.Wanted[I].empty();
  });
  Again.All = std::move(Now.All);
  Again.analyze(Which, Joined);
  for (const UnitAnalysis &Found : Again.All)
    Wrappers.addAnswers(Found);
  for (UnitAnalysis &Found : Again.All)
    Wrappers.finish(Found);
  addImplementationTexts(Again.All, Joined);
  return std::move(Again.All);
}

UnitAnalysis analyzeUnitCached(const CompileCommand &Command,
                               const std::string &BaseDir,
                               const FunctionIndex &Others, UnitCache *Cache) {
  if (!Cache)
    return analyzeUnit(Command, BaseDir, Others);
  if (auto Known = Cache->find(Command, BaseDir, Others))
    return std::move(*Known);
  std::int64_t Since = fileClock();
  UnitAnalysis Found = analyzeUnit(Command, BaseDir, Others);
  if (Found.Result.State == Unit::Status::Ok)
    Cache->add(Command, BaseDir, Others, Found, Since);
  return Found;
}

} // namespace pyunbox
