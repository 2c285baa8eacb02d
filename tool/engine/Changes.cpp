#include "Changes.h"
#include "CommandLine.h"
#include "ExitCode.h"

#include "Rewrite/Diff.h"
#include "Rewrite/Writer.h"
#include "fmt/format.h"
#include "clang/Tooling/ReplacementsYaml.h"
#include "llvm/Support/YAMLTraits.h"

#include <filesystem>

namespace pyunbox {

namespace {

std::optional<FileError> changeSources(const std::vector<Change> &Changes) {
  std::vector<Replacement> All;
  All.reserve(Changes.size());
  for (const Change &C : Changes)
    All.push_back({C.Path, applyEdits(C.Content, C.Edits), C.Hash});
  return replaceFiles(All);
}

std::string pathBelow(const std::string &Folder, const Change &C) {
  return (std::filesystem::path(Folder) / C.Relative).string();
}

std::optional<FileError> writeCopies(const std::vector<Change> &Changes,
                                     const std::string &Folder) {
  for (const Change &C : Changes)
    if (std::error_code Ignored;
        !C.Hash.empty() &&
        std::filesystem::equivalent(pathBelow(Folder, C), C.Path, Ignored))
      return FileError{C.Path, "is a source, which --output-dir would write "
                               "over; choose another folder, or --in-place"};
  for (const Change &C : Changes)
    if (auto Error =
            writeBelow(Folder, C.Relative, applyEdits(C.Content, C.Edits)))
      return Error;
  return std::nullopt;
}

/// The edits in the format of clang-tidy's -export-fixes.
std::string fixes(const std::vector<Change> &Changes) {
  clang::tooling::TranslationUnitReplacements All;
  for (const Change &C : Changes) {
    std::vector<clang::tooling::Replacement> Own;
    for (std::size_t I = 0; I < C.Edits.size();) {
      // Of two insertions at one place the reader would not know the order.
      std::size_t Begin = C.Edits[I].Begin, End = Begin;
      std::string Text;
      for (; I < C.Edits.size() && C.Edits[I].Begin <= End; ++I) {
        Text += C.Edits[I].Text;
        End = C.Edits[I].End;
      }
      Own.emplace_back(C.Path, static_cast<unsigned>(Begin),
                       static_cast<unsigned>(End - Begin), Text);
    }
    All.Replacements.insert(All.Replacements.end(), Own.begin(), Own.end());
  }
  std::string Text;
  llvm::raw_string_ostream Stream(Text);
  llvm::yaml::Output Out(Stream);
  Out << All;
  return Text;
}

} // namespace

int carryOut(const Application &To, const std::vector<Change> &Changes) {
  std::optional<FileError> Error;
  if (!To.FixesFile.empty())
    Error = writeFile(To.FixesFile, fixes(Changes));
  if (!Error)
    switch (To.How) {
    case Application::Mode::Diff:
      for (const Change &C : Changes)
        fmt::print("{}",
                   C.Hash.empty()
                       ? newFileDiff(C.Relative, applyEdits(C.Content, C.Edits))
                       : UnifiedDiff(C.Relative, C.Content).of(C.Edits));
      break;
    case Application::Mode::Check:
      for (const Change &C : Changes)
        fmt::print(stderr, "{}: would be rewritten\n", C.Relative);
      break;
    case Application::Mode::DryRun:
      for (const Change &C : Changes)
        fmt::print("{}\n", C.Relative);
      break;
    case Application::Mode::InPlace:
      Error = changeSources(Changes);
      break;
    case Application::Mode::OutputDir:
      Error = writeCopies(Changes, To.OutputDir);
      break;
    }
  if (Error) {
    printError(Error->text());
    return ToolFailed;
  }
  if (To.How == Application::Mode::Check)
    return Changes.empty() ? Clean : Pending;
  if (To.Quiet)
    return Clean;
  if (Changes.empty())
    fmt::print(stderr, "pyunbox: nothing to rewrite\n");
  for (const Change &C : Changes)
    if (To.How == Application::Mode::InPlace)
      fmt::print(stderr, "pyunbox: {} is {}\n", C.Relative,
                 C.Hash.empty() ? "written" : "rewritten");
    else if (To.How == Application::Mode::OutputDir)
      fmt::print(stderr, "pyunbox: {} is written{}\n",
                 pathBelow(To.OutputDir, C),
                 C.Edits.empty() ? ", as it was" : "");
  return Clean;
}

/// \p Path as a word of a makefile.
static std::string makeWord(const std::string &Path) {
  std::string Out;
  for (char C : Path) {
    if (C == ' ' || C == '#' || C == '\\')
      Out += '\\';
    else if (C == '$')
      Out += '$';
    Out += C;
  }
  return Out;
}

std::string dependencies(const Application &To,
                         const std::vector<Change> &Changes,
                         const std::set<std::string> &Read) {
  std::string Rule;
  for (const Change &C : Changes)
    Rule += makeWord(pathBelow(To.OutputDir, C)) + ' ';
  Rule += ':';
  for (const std::string &Path : Read)
    Rule += " \\\n  " + makeWord(Path);
  return Rule + '\n';
}

} // namespace pyunbox
