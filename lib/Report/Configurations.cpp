#include "Report/Configurations.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <optional>
#include <tuple>

namespace pyunbox {

namespace {

/// What one report says of a unit or a method.
template <typename T> struct Said {
  std::string By;
  T *What;
};

std::string hashOf(const Unit &U) {
  auto Main = std::ranges::find(U.Facts.Sources, U.Path, &SourceFile::Path);
  return Main == U.Facts.Sources.end() ? "" : Main->Hash;
}

std::string verdictOn(const Method &M) {
  return M.Typed ? "typed, " + entrySignature(M)
                 : fmt::format("rejected [{}]",
                               M.Rejection ? M.Rejection->Code : "unknown");
}

/// "a.json and b.json"
std::string list(const std::vector<std::string> &Names) {
  return fmt::format("{}", fmt::join(Names, " and "));
}

class UnitMerge {
public:
  explicit UnitMerge(std::vector<Said<Unit>> Units) : Units(std::move(Units)) {}

  /// The one unit, or what is wrong.
  std::variant<Unit, std::string> run();

private:
  void add(const std::vector<Said<Method>> &Methods);
  std::optional<std::string> decide(const std::vector<Said<Method>> &Methods,
                                    Method &Kept);
  void compareBranches();
  void warn(const Location &At, std::string Message) {
    Out.Diagnostics.push_back({"warning", std::move(Message), At});
  }

  std::vector<Said<Unit>> Units;
  Unit Out;
  std::optional<std::string> Wrong;
};

std::variant<Unit, std::string> UnitMerge::run() {
  Out = *Units.front().What;
  if (Units.size() == 1)
    return std::move(Out);
  for (const Said<Unit> &U : Units)
    if (hashOf(*U.What) != hashOf(Out))
      return fmt::format(
          "'{}' changed between {} and {}; analyse it again, and "
          "leave the older report out",
          Out.Path, Units.front().By, U.By);
  for (const Said<Unit> &U : Units)
    for (const Diagnostic &D : U.What->Diagnostics)
      if (std::ranges::none_of(Out.Diagnostics, [&D](const Diagnostic &Known) {
            return Known.Message == D.Message &&
                   Known.Where.Line == D.Where.Line;
          }))
        Out.Diagnostics.push_back(D);
  Out.Methods.clear();
  std::map<std::string, std::vector<Said<Method>>> ById;
  for (const Said<Unit> &U : Units)
    for (Method &M : U.What->Methods)
      ById[M.Id].push_back({U.By, &M});
  for (const auto &[Id, Methods] : ById)
    add(Methods);
  compareBranches();
  std::ranges::sort(Out.Methods, {},
                    [](const Method &M) { return std::tie(M.RowAt, M.Id); });
  for (FunctionFacts &F : Out.Facts.Functions)
    F.Doubt = FunctionFacts::SeveralWays;
  if (Wrong)
    return *Wrong;
  return std::move(Out);
}

static bool leavesOut(const Unit &U, const LeftOutLines &Branch) {
  return std::ranges::any_of(U.LeftOut, [&](const LeftOutLines &Lines) {
    return Lines.At.Line <= Branch.At.Line && Branch.Last <= Lines.Last;
  });
}

/// Warns of what some leave out and others compile.
void UnitMerge::compareBranches() {
  std::map<unsigned, LeftOutLines> Branches; // by line
  for (const Said<Unit> &U : Units)
    for (const LeftOutLines &Branch : U.What->LeftOut)
      Branches.emplace(Branch.At.Line, Branch);
  Out.LeftOut.clear();
  for (const auto &[Line, Branch] : Branches) {
    std::vector<std::string> In, NotIn;
    for (const Said<Unit> &U : Units)
      (leavesOut(*U.What, Branch) ? NotIn : In).push_back(U.By);
    if (In.empty())
      Out.LeftOut.push_back(Branch);
    else
      warn(Branch.At, fmt::format("lines {} to {} ({}): compiled in {}, and "
                                  "not in {}",
                                  Line, Branch.Last, Branch.Directive, list(In),
                                  list(NotIn)));
  }
}

void UnitMerge::add(const std::vector<Said<Method>> &Methods) {
  std::map<std::string, std::vector<std::string>> ByVerdict;
  for (const Said<Method> &M : Methods)
    ByVerdict[verdictOn(*M.What)].push_back(M.By);
  auto Typed = std::ranges::find_if(
      Methods, [](const Said<Method> &M) { return M.What->Typed; });
  Method Kept = Typed == Methods.end() ? *Methods.front().What : *Typed->What;
  if (ByVerdict.size() > 1) {
    std::vector<std::string> Parts;
    Parts.reserve(ByVerdict.size());
    for (const auto &[Verdict, By] : ByVerdict)
      Parts.push_back(fmt::format("{} in {}", Verdict, list(By)));
    warn(Kept.RowAt, fmt::format("{}: {}", Kept.Name, fmt::join(Parts, "; ")));
  }
  std::vector<std::string> In, NotIn;
  for (const Said<Unit> &U : Units) {
    bool Has =
        std::ranges::find(Methods, U.By, &Said<Method>::By) != Methods.end();
    (Has ? In : NotIn).push_back(U.By);
  }
  if (!NotIn.empty())
    warn(Kept.RowAt, fmt::format("{}: compiled in {}, and not in {}", Kept.Name,
                                 list(In), list(NotIn)));
  if (auto Error = decide(Methods, Kept))
    Wrong = Error;
  Out.Methods.push_back(std::move(Kept));
}

std::optional<std::string>
UnitMerge::decide(const std::vector<Said<Method>> &Methods, Method &Kept) {
  for (const Said<Method> &M : Methods) {
    if (!M.What->Decided)
      continue;
    if (Kept.Decided && Kept.Decided->Accepted != M.What->Decided->Accepted)
      return fmt::format("the reports hold two decisions about '{}'", Kept.Id);
    Kept.Decided = M.What->Decided;
  }
  return std::nullopt;
}

} // namespace

std::variant<Analysis, std::string>
mergeConfigurations(std::vector<NamedReport> Reports) {
  // The order in which they are named makes no difference.
  std::ranges::sort(Reports, {}, &NamedReport::Name);
  std::map<std::string, std::vector<Said<Unit>>> ByPath;
  for (NamedReport &R : Reports)
    for (Unit &U : R.Report.Units)
      ByPath[U.Path].push_back({R.Name, &U});
  Analysis All;
  for (auto &[Path, Units] : ByPath) {
    auto Merged = UnitMerge(std::move(Units)).run();
    if (auto *Wrong = std::get_if<std::string>(&Merged))
      return std::move(*Wrong);
    All.Units.push_back(std::move(std::get<Unit>(Merged)));
  }
  return All;
}

} // namespace pyunbox
