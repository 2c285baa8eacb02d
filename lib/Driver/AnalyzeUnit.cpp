#include "Driver/AnalyzeUnit.h"

#include "Inference/Configuration.h"
#include "Inference/Effects.h"
#include "Inference/Infer.h"
#include "Inference/Reasons.h"
#include "Inference/UnitContext.h"
#include "Mining/MethodTables.h"
#include "Signature/ContentHash.h"
#include "fmt/format.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace pyunbox {

namespace {

namespace fs = std::filesystem;

class PathShortener {
public:
  PathShortener(const std::string &Directory, const std::string &BaseDir)
      : Directory(Directory), BaseDir(BaseDir) {}

  std::string operator()(const std::string &Path) const {
    if (Path.empty() || BaseDir.empty())
      return Path;
    fs::path Absolute = fs::path(Path).is_absolute()
                            ? fs::path(Path)
                            : fs::path(Directory) / Path;
    fs::path Relative = Absolute.lexically_normal().lexically_relative(BaseDir);
    if (Relative.empty() || *Relative.begin() == "..")
      return Path;
    return Relative.string();
  }
  void apply(Location &At) const { At.File = (*this)(At.File); }

private:
  std::string Directory, BaseDir;
};

/// Ids are unique in the unit: "#2" marks the second of a name.
void makeIdsUnique(std::vector<Method> &Methods) {
  std::map<std::string, unsigned> Seen;
  for (Method &M : Methods)
    if (unsigned Count = ++Seen[M.Id]; Count > 1)
      M.Id += fmt::format("#{}", Count);
}

/// A name for the entry of \p Row that no other entry has.
std::string entryName(const MinedRow &Row, std::set<std::string> &Taken) {
  std::string Name = "pyunbox_entry_";
  for (char C : Row.Name)
    Name += isalnum(static_cast<unsigned char>(C)) ? C : '_';
  std::string Unique = Name;
  for (unsigned Number = 2; !Taken.insert(Unique).second; ++Number)
    Unique = fmt::format("{}_{}", Name, Number);
  return Unique;
}

/// Functions of a unit that others had better not rely on are marked so.
void addDoubts(const UnitContext &Context, const CompileCommand &Command,
               UnitFacts &Facts) {
  const char *Doubt = Command.OneOfSeveral ? "it is compiled in several ways"
                      : Context.relaxesMath()
                          ? "it may round differently where it is inlined"
                          : "";
  for (FunctionFacts &F : Facts.Functions)
    if (F.External && F.Doubt.empty())
      F.Doubt = Doubt;
}

void analyze(clang::ASTContext &AST, const PreprocessorFacts &Facts,
             const CompileCommand &Command, const std::string &Path,
             const FunctionIndex &Others, const std::set<WrapperUse> &Wanted,
             UnitAnalysis &Out) {
  UnitContext Context(AST, Facts);
  EffectAnalysis Effects(Context, Others, Path);
  ConfigurationAnalysis Configurations(Context);
  Unit &U = Out.Result;
  Out.Content = Context.mainText().str();
  U.ContentHash = contentHash(Out.Content);
  U.IsCxx = Context.isCxx();
  U.IncludeAt = Facts.PastPythonInclude;
  std::set<std::string> Names;
  for (const MinedRow &Row : mineMethodTables(AST, Facts)) {
    Method M = inferMethod(Row, entryName(Row, Names), Context, Effects,
                           Configurations);
    if (M.Rejection &&
        M.Rejection->Code == reasonInfo(ReasonCode::WrapperNotDefined).Code)
      Out.Elsewhere[U.Methods.size()] = {Effects.symbolOf(Row.Wrapper),
                                         Row.Flags};
    U.Methods.push_back(std::move(M));
  }
  for (const WrapperUse &Use : Wanted) {
    MinedRow Row;
    Row.Wrapper = Effects.shownDefinition(Use.Symbol);
    Row.Flags = Use.Flags;
    if (Row.Wrapper)
      Out.ForOthers[Use] =
          inferMethod(Row, "", Context, Effects, Configurations);
  }
  makeIdsUnique(U.Methods);
  U.Facts = Effects.facts();
  U.Facts.Sources = Context.files();
  addDoubts(Context, Command, U.Facts);
  Out.Asked = Effects.asked();
}

void shorten(Method &M, const PathShortener &Shorten) {
  for (Location *At :
       {&M.RowAt, &M.WrapperAt, &M.ImplementationAt, &M.Effect.EvidenceAt})
    Shorten.apply(*At);
  if (M.Rejection)
    Shorten.apply(M.Rejection->Where);
  if (M.NotPortable)
    Shorten.apply(M.NotPortable->Where);
  for (std::optional<Excerpt> *Text : {&M.WrapperText, &M.ImplementationText})
    if (*Text)
      Shorten.apply((*Text)->At);
  for (Remark &Step : M.Steps)
    Shorten.apply(Step.Where);
}

void shorten(UnitFacts &Facts, const PathShortener &Shorten) {
  for (SourceFile &File : Facts.Sources)
    File.Path = Shorten(File.Path);
  for (FunctionFacts &F : Facts.Functions) {
    for (FoundEffect &Effect : F.Effects)
      Shorten.apply(Effect.Where);
    for (FoundCall &Call : F.Calls)
      Shorten.apply(Call.Where);
  }
}

/// Joins rows with wrappers that other units define.
class WrapperJoin {
public:
  explicit WrapperJoin(const FunctionIndex &Index) : Index(Index) {}

  /// Notes what the tables of \p Unit lack.
  void addUses(const UnitAnalysis &Unit) {
    std::string WhyNot;
    for (const auto &[I, Use] : Unit.Elsewhere)
      if (auto Path = Index.unitOf(Use.Symbol, Unit.Result.Path, WhyNot))
        Wanted[*Path].insert(Use);
  }
  const std::set<WrapperUse> &wantedOf(const std::string &Path) {
    return Wanted[Path];
  }
  void addAnswers(const UnitAnalysis &Unit) {
    Answers.insert(Unit.ForOthers.begin(), Unit.ForOthers.end());
  }
  /// The rows of \p Unit with the verdicts on their wrappers.
  void finish(UnitAnalysis &Unit) const {
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

private:
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

  const FunctionIndex &Index;
  std::map<std::string, std::set<WrapperUse>> Wanted; ///< by path
  std::map<WrapperUse, Method> Answers;
};

} // namespace

UnitAnalysis analyzeUnit(const CompileCommand &Command,
                         const std::string &BaseDir,
                         const FunctionIndex &Others,
                         const std::set<WrapperUse> &Wanted) {
  UnitAnalysis Out;
  PathShortener Shorten(Command.Directory, BaseDir);
  std::string Path = Shorten(Command.File);
  ParseOutcome Parsed = parseUnit(
      Command, [&](clang::ASTContext &AST, const PreprocessorFacts &Facts) {
        Out = {}; // a command may be tried again with fewer flags
        analyze(AST, Facts, Command, Path, Others, Wanted, Out);
      });
  Unit &U = Out.Result;
  if (!Parsed.Ok) {
    U = {};
    U.State = Unit::Status::Failed;
    Out.Content.clear();
    Out.Elsewhere.clear();
    Out.ForOthers.clear();
  }
  U.Path = Path;
  U.Diagnostics = std::move(Parsed.Diagnostics);
  for (Diagnostic &D : U.Diagnostics)
    Shorten.apply(D.Where);
  for (Method &M : U.Methods)
    shorten(M, Shorten);
  for (auto &[Use, M] : Out.ForOthers)
    shorten(M, Shorten);
  shorten(U.Facts, Shorten);
  return Out;
}

std::vector<UnitAnalysis>
analyzeUnits(const std::vector<CompileCommand> &Commands,
             const std::string &BaseDir, FunctionIndex Known,
             const std::function<void(const CompileCommand &)> &Begin) {
  std::vector<UnitAnalysis> All;
  for (const CompileCommand &Command : Commands) {
    Begin(Command);
    All.push_back(analyzeUnit(Command, BaseDir, Known));
  }
  FunctionIndex Joined = std::move(Known);
  for (const UnitAnalysis &Found : All)
    if (Found.Result.State == Unit::Status::Ok)
      Joined.add(Found.Result.Facts);
  // A verdict, and the code of an entry, rest on what the unit calls: those
  // that call into other units are analysed again, now that these are known; so
  // are those that define wrappers for others.
  WrapperJoin Wrappers(Joined);
  for (const UnitAnalysis &Unit : All)
    Wrappers.addUses(Unit);
  for (std::size_t I = 0; I < All.size(); ++I) {
    const auto &Wanted = Wrappers.wantedOf(All[I].Result.Path);
    bool Asked = !All[I].Result.Methods.empty() &&
                 std::ranges::any_of(All[I].Asked, [&](const auto &Symbol) {
                   return Joined.defines(Symbol);
                 });
    if (Asked || !Wanted.empty())
      All[I] = analyzeUnit(Commands[I], BaseDir, Joined, Wanted);
    Wrappers.addAnswers(All[I]);
  }
  for (UnitAnalysis &Unit : All)
    Wrappers.finish(Unit);
  return All;
}

} // namespace pyunbox
