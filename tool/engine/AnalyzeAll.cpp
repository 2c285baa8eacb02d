#include "AnalyzeAll.h"

#include "Cache/UnitCache.h"
#include "Driver/AnalyzeUnits.h"
#include "fmt/format.h"

namespace pyunbox {

std::vector<UnitAnalysis> analyzeAll(Inputs &In, Progress &Show) {
  RunOptions Options{In.Jobs, In.Cache.get(),
                     [&Show](const CompileCommand &C) { Show.next(C.File); }};
  std::vector<UnitAnalysis> All =
      analyzeUnits(In.Commands, In.BaseDir, std::move(In.Known), Options);
  if (In.Cache && In.Cache->failure())
    fmt::print(stderr,
               "pyunbox: results are not kept for the next run: {} (see "
               "--cache-dir)\n",
               In.Cache->failure()->text());
  return All;
}

} // namespace pyunbox
