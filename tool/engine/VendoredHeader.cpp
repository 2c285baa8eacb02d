#include "VendoredHeader.h"
#include "CommandLine.h"
#include "Headers.h"

#include "Frontend/ParseUnit.h"
#include "Rewrite/Writer.h"
#include "Signature/ContentHash.h"

#include <filesystem>
#include <iterator>

namespace pyunbox {

namespace fs = std::filesystem;

static fs::path folderIn(const std::string &Folder) {
  return (fs::current_path() / Folder / "pyunbox").lexically_normal();
}

std::string vendoredFolder(const std::string &Folder,
                           const CompileCommand &Command) {
  fs::path Source = fs::path(Command.Directory) / Command.File;
  fs::path From = Source.lexically_normal().parent_path();
  return folderIn(Folder).lexically_relative(From).generic_string();
}

/// Adds what makes \p Path have the \p Text, unless it has, to \p Headers.
static bool addHeader(const fs::path &Path, const char *Text, bool IsWanted,
                      const std::string &BaseDir,
                      std::vector<Change> &Headers) {
  Change Header;
  Header.Path = Path.string();
  std::error_code Ignored;
  bool IsThere = fs::exists(Header.Path, Ignored);
  if (!IsWanted && !IsThere)
    return true;
  if (IsThere) {
    auto Read = readFile(Header.Path);
    if (auto *Error = std::get_if<FileError>(&Read)) {
      printError(Error->text());
      return false;
    }
    Header.Content = std::move(std::get<std::string>(Read));
    if (Header.Content == Text)
      return true;
    Header.Hash = contentHash(Header.Content);
  }
  auto Relative = relativeToBase(Header.Path, BaseDir);
  if (!Relative)
    return false;
  Header.Relative = *Relative;
  Header.Edits = {{0, Header.Content.size(), Text}};
  Headers.push_back(std::move(Header));
  return true;
}

bool addVendoredHeaders(const std::string &Folder, const std::string &BaseDir,
                        std::vector<Change> &Changes) {
  const fs::path In = folderIn(Folder);
  const bool AreWanted = !Changes.empty();
  std::vector<Change> Headers;
  if (!addHeader(In / "typed_method.h", TypedMethodHeader, AreWanted, BaseDir,
                 Headers) ||
      !addHeader(In / "fastcall.h", FastCallHeader, AreWanted, BaseDir,
                 Headers))
    return false;
  Changes.insert(Changes.begin(), std::make_move_iterator(Headers.begin()),
                 std::make_move_iterator(Headers.end()));
  return true;
}

} // namespace pyunbox
