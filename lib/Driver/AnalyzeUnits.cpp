#include "Driver/AnalyzeUnits.h"

#include "Cache/UnitCache.h"
#include "Driver/Chunks.h"
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
        Wanted(Commands.size()), All(Commands.size()),
        HasBegun(Commands.size()), IsDone(Commands.size()) {}

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
  void begin(std::size_t I) {
    if (Options.Begin && !HasBegun[I])
      Options.Begin(Commands[I]);
    HasBegun[I] = true;
  }
  void beginNext(const std::vector<std::size_t> &Chunk) {
    auto Next = std::ranges::find_if(
        Chunk, [&](std::size_t I) { return !HasBegun[I]; });
    if (Next != Chunk.end())
      begin(*Next);
  }
  void analyzeChunks(const std::vector<std::vector<std::size_t>> &Chunks,
                     const FunctionIndex &Others);
  void analyzeChunk(const std::vector<std::size_t> &Chunk,
                    const FunctionIndex &Others,
                    const Workers::Give &Give) const;

  std::vector<bool> HasBegun, IsDone;
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
    if (findKnown(I, Others))
      begin(I);
    else
      Left.push_back(I);
  analyzeChunks(makeChunks(Commands, Left, Options.Jobs), Others);
  // Those that could not be parsed together.
  std::vector<std::vector<std::size_t>> Alone;
  for (std::size_t I : Left)
    if (!IsDone[I])
      Alone.push_back({I});
  analyzeChunks(Alone, Others);
}

void Run::analyzeChunks(const std::vector<std::vector<std::size_t>> &Chunks,
                        const FunctionIndex &Others) {
  std::vector<std::int64_t> Since(Chunks.size());
  Workers Team{
      Chunks.size(),
      Options.Jobs,
      [&](std::size_t Item, const Workers::Give &Give) {
        analyzeChunk(Chunks[Item], Others, Give);
      },
      [&](std::size_t Item) {
        Since[Item] = fileClock();
        beginNext(Chunks[Item]);
      },
      [&](std::size_t Item, std::uint64_t I, const std::string &Bytes) {
        if (auto Found = readUnitAnalysis(Bytes)) {
          All[I] = std::move(*Found);
          IsDone[I] = true;
          keep(I, Others, Since[Item]);
        }
        beginNext(Chunks[Item]);
      },
      [&](std::size_t Item, std::string WhyNot) {
        const std::size_t I = Chunks[Item].front();
        if (Chunks[Item].size() == 1 && !IsDone[I])
          All[I] = failed(I, std::move(WhyNot));
      }};
  Team.run();
}

/// In a process of the chunk's own.
void Run::analyzeChunk(const std::vector<std::size_t> &Chunk,
                       const FunctionIndex &Others,
                       const Workers::Give &Give) const {
  if (Chunk.size() == 1) {
    const std::size_t I = Chunk.front();
    return Give(I,
                toBytes(analyzeUnit(Commands[I], BaseDir, Others, Wanted[I])));
  }
  std::vector<CompileCommand> Together;
  std::vector<std::set<WrapperUse>> TheirWanted;
  for (std::size_t I : Chunk) {
    Together.push_back(Commands[I]);
    TheirWanted.push_back(Wanted[I]);
  }
  analyzeTogether(Together, BaseDir, Others, TheirWanted,
                  [&](std::size_t Place, const UnitAnalysis &Found) {
                    Give(Chunk[Place], toBytes(Found));
                  });
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
