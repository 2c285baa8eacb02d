#include "Driver/AnalyzeUnit.h"

#include "Driver/Suppressions.h"
#include "Inference/Configuration.h"
#include "Inference/Effects.h"
#include "Inference/Infer.h"
#include "Inference/Interpreter.h"
#include "Inference/Memory.h"
#include "Inference/MissingChecks.h"
#include "Inference/Reasons.h"
#include "Inference/UnitContext.h"
#include "Inference/Verdict.h"
#include "Mining/MethodTables.h"
#include "Signature/ContentHash.h"
#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

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
               EffectAnalysis &Effects, UnitFacts &Facts) {
  for (FunctionFacts &F : Facts.Functions) {
    if (!F.External || !F.Doubt.empty())
      continue;
    if (Command.OneOfSeveral) {
      F.Doubt = FunctionFacts::SeveralWays;
    } else if (Context.relaxesMath()) {
      const clang::FunctionDecl *Definition = Effects.shownDefinition(F.Symbol);
      if (!Definition || Context.mayUseFloatingPoint(Definition))
        F.Doubt = "it may round differently where it is inlined";
    }
  }
}

/// What other units' reports show of the functions that their wrappers call.
std::map<std::string, Definition> definitions(const UnitFacts &Facts,
                                              const UnitContext &Context,
                                              EffectAnalysis &Effects) {
  std::map<std::string, Definition> Out;
  for (const FunctionFacts &F : Facts.Functions) {
    const clang::FunctionDecl *Shown =
        F.External ? Effects.shownDefinition(F.Symbol) : nullptr;
    if (auto Text =
            Shown ? Context.excerpt(Shown->getSourceRange()) : std::nullopt)
      Out[F.Symbol] = {Context.locate(Shown->getLocation()), std::move(*Text)};
  }
  return Out;
}

/// Makes places in the text that was analysed such in the file.
void toFileOffsets(Method &M, const UnitContext &Context) {
  auto Convert = [&](unsigned &Offset) {
    Offset = Context.mainFileOffset(Offset);
  };
  if (M.Code && M.Code->After)
    Convert(*M.Code->After);
  if (!M.Row)
    return;
  Convert(M.Row->DeclBegin);
  std::vector<Span *> Spans = {&M.Row->Braces, &M.Row->Name};
  if (M.Row->Override) {
    Convert(M.Row->Override->ListEnd);
    Convert(M.Row->Override->DeclEnd);
  }
  if (M.Row->Macro)
    Spans = {&M.Row->Macro->Use};
  else if (M.Row->TrailingComma)
    Convert(*M.Row->TrailingComma);
  for (Span *Each : Spans) {
    Convert(Each->Begin);
    Convert(Each->End);
  }
}

void analyze(clang::ASTContext &AST, const PreprocessorFacts &Facts,
             const CompileCommand &Command, const std::string &BaseDir,
             const FunctionIndex &Others, const std::set<WrapperUse> &Wanted,
             UnitAnalysis &Out) {
  UnitContext Context(AST, Facts);
  EffectAnalysis Effects(Context, Others, reportedPath(Command, BaseDir));
  ConfigurationAnalysis Configurations(Context);
  Unit &U = Out.Result;
  Out.Content = Context.mainFile();
  U.ContentHash = contentHash(Out.Content);
  U.IsCxx = Context.isCxx();
  U.IncludeAt = Facts.PastPythonInclude;
  U.LeftOut = Facts.LeftOut;
  std::set<std::string> Names;
  std::set<const clang::FunctionDecl *> Wrappers;
  for (const MinedRow &Row : mineMethodTables(AST, Facts)) {
    Method M = inferMethod(Row, entryName(Row, Names), Context, Effects,
                           Configurations);
    if (M.Rejection &&
        M.Rejection->Code == reasonInfo(ReasonCode::WrapperNotDefined).Code)
      Out.Elsewhere[U.Methods.size()] = {
          {Effects.symbolOf(Row.Wrapper), Row.Flags},
          obstaclesOf(Row, Context)};
    U.Methods.push_back(std::move(M));
    if (Row.Wrapper && Wrappers.insert(Row.Wrapper->getCanonicalDecl()).second)
      llvm::append_range(U.Methods.back().Findings,
                         missingChecks(Row.Wrapper, Context));
  }
  if (!Out.Elsewhere.empty())
    Out.OwnSymbols = Effects.ownSymbols();
  for (const WrapperUse &Use : Wanted) {
    MinedRow Row;
    Row.Wrapper = Effects.shownDefinition(Use.Symbol);
    Row.Flags = Use.Flags;
    if (Row.Wrapper)
      Out.ForOthers[Use] =
          inferMethod(Row, "", Context, Effects, Configurations);
  }
  makeIdsUnique(U.Methods);
  if (U.IncludeAt)
    U.IncludeAt = Context.mainFileOffset(*U.IncludeAt);
  for (Method &M : U.Methods)
    toFileOffsets(M, Context);
  for (auto &[Use, M] : Out.ForOthers)
    toFileOffsets(M, Context);
  U.Facts = Effects.facts();
  addReadParameters(U.Facts, Context, Effects);
  addRaisingFunctions(U.Facts, Context, Effects);
  U.Facts.Sources = Context.files();
  addDoubts(Context, Command, Effects, U.Facts);
  Out.Asked = Effects.asked();
  Out.Definitions = definitions(U.Facts, Context, Effects);
}

void shorten(Method &M, const PathShortener &Shorten) {
  for (Location *At : {&M.RowAt, &M.WrapperAt, &M.ImplementationAt})
    Shorten.apply(*At);
  for (FoundEffect &Evidence : M.Effect.Evidence)
    Shorten.apply(Evidence.Where);
  if (M.Rejection)
    Shorten.apply(M.Rejection->Where);
  for (Reason &Finding : M.Findings)
    Shorten.apply(Finding.Where);
  if (M.NotPortable)
    Shorten.apply(M.NotPortable->Where);
  for (std::optional<Excerpt> *Text : {&M.WrapperText, &M.ImplementationText})
    if (*Text)
      Shorten.apply((*Text)->At);
  for (Remark &Step : M.Steps)
    Shorten.apply(Step.Where);
}

/// The files other than \p Main in which rows and wrappers of \p U stand.
std::set<std::string> includedFiles(const Unit &U, const std::string &Main) {
  std::set<std::string> Files;
  for (const Method &M : U.Methods)
    Files.insert({M.RowAt.File, M.WrapperAt.File});
  Files.erase(Main);
  Files.erase("");
  return Files;
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

/// Shortens paths, and does what comments in the sources ask for.
void finish(const CompileCommand &Command, const std::string &BaseDir,
            UnitAnalysis &Out) {
  PathShortener Shorten(Command.Directory, BaseDir);
  Unit &U = Out.Result;
  U.Path = Shorten(Command.File);
  for (Diagnostic &D : U.Diagnostics)
    Shorten.apply(D.Where);
  const std::set<std::string> Included = includedFiles(U, Command.File);
  for (Method &M : U.Methods)
    shorten(M, Shorten);
  for (LeftOutLines &Lines : U.LeftOut)
    Shorten.apply(Lines.At);
  for (auto &[Use, M] : Out.ForOthers)
    shorten(M, Shorten);
  for (auto &[Symbol, Shown] : Out.Definitions) {
    Shorten.apply(Shown.At);
    Shorten.apply(Shown.Text.At);
  }
  shorten(U.Facts, Shorten);
  applySuppressions(Out.Content, U.Path, U);
  for (const std::string &File : Included)
    if (auto Text = llvm::MemoryBuffer::getFile(
            (fs::path(Command.Directory) / File).string()))
      applySuppressions((*Text)->getBuffer(), Shorten(File), U);
}

} // namespace

std::string reportedPath(const CompileCommand &Command,
                         const std::string &BaseDir) {
  return PathShortener(Command.Directory, BaseDir)(Command.File);
}

UnitAnalysis analyzeUnit(const CompileCommand &Command,
                         const std::string &BaseDir,
                         const FunctionIndex &Others,
                         const std::set<WrapperUse> &Wanted) {
  UnitAnalysis Out;
  ParseOutcome Parsed = parseUnit(
      Command, [&](clang::ASTContext &AST, const PreprocessorFacts &Facts) {
        Out = {}; // a command may be tried again with fewer flags
        analyze(AST, Facts, Command, BaseDir, Others, Wanted, Out);
      });
  if (!Parsed.Ok) {
    Out = {};
    Out.Result.State = Unit::Status::Failed;
    Out.Result.Diagnostics = std::move(Parsed.Diagnostics);
  }
  Out.Inputs = std::move(Parsed.Inputs);
  finish(Command, BaseDir, Out);
  return Out;
}

void analyzeTogether(
    const std::vector<CompileCommand> &Commands, const std::string &BaseDir,
    const FunctionIndex &Others,
    const std::vector<std::set<WrapperUse>> &Wanted,
    const std::function<void(std::size_t, const UnitAnalysis &)> &Found) {
  parseUnits(Commands, [&](std::size_t I, clang::ASTContext &AST,
                           const PreprocessorFacts &Facts, UnitInputs Inputs) {
    UnitAnalysis Out;
    analyze(AST, Facts, Commands[I], BaseDir, Others, Wanted[I], Out);
    Out.Inputs = std::move(Inputs);
    finish(Commands[I], BaseDir, Out);
    Found(I, Out);
  });
}

} // namespace pyunbox
