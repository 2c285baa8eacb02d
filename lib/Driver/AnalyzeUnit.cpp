#include "Driver/AnalyzeUnit.h"

#include "Inference/Configuration.h"
#include "Inference/Effects.h"
#include "Inference/Infer.h"
#include "Inference/UnitContext.h"
#include "Mining/MethodTables.h"
#include "Signature/ContentHash.h"
#include "fmt/format.h"

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

void analyze(clang::ASTContext &AST, const PreprocessorFacts &Facts,
             UnitAnalysis &Out) {
  UnitContext Context(AST, Facts);
  EffectAnalysis Effects(Context);
  ConfigurationAnalysis Configurations(Context);
  Unit &U = Out.Result;
  Out.Content = Context.mainText().str();
  U.ContentHash = contentHash(Out.Content);
  U.IsCxx = Context.isCxx();
  U.IncludeAt = Facts.PastPythonInclude;
  std::set<std::string> Names;
  for (const MinedRow &Row : mineMethodTables(AST, Facts)) {
    U.Methods.push_back(inferMethod(Row, entryName(Row, Names), Context,
                                    Effects, Configurations));
  }
  makeIdsUnique(U.Methods);
}

} // namespace

UnitAnalysis analyzeUnit(const CompileCommand &Command,
                         const std::string &BaseDir) {
  UnitAnalysis Out;
  ParseOutcome Parsed = parseUnit(
      Command, [&](clang::ASTContext &AST, const PreprocessorFacts &Facts) {
        Out = {}; // a command may be tried again with fewer flags
        analyze(AST, Facts, Out);
      });
  PathShortener Shorten(Command.Directory, BaseDir);
  Unit &U = Out.Result;
  U.Path = Shorten(Command.File);
  if (!Parsed.Ok) {
    U.State = Unit::Status::Failed;
    U.Methods.clear();
    Out.Content.clear();
  }
  U.Diagnostics = std::move(Parsed.Diagnostics);
  for (Diagnostic &D : U.Diagnostics)
    Shorten.apply(D.Where);
  for (Method &M : U.Methods) {
    for (Location *At :
         {&M.RowAt, &M.WrapperAt, &M.ImplementationAt, &M.Effect.EvidenceAt})
      Shorten.apply(*At);
    if (M.Rejection)
      Shorten.apply(M.Rejection->Where);
    if (M.NotPortable)
      Shorten.apply(M.NotPortable->Where);
  }
  return Out;
}

} // namespace pyunbox
