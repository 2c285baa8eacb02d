#include "VendoredHeader.h"
#include "CommandLine.h"
#include "TypedMethodHeader.h"

#include "Frontend/ParseUnit.h"
#include "Rewrite/Writer.h"
#include "Signature/ContentHash.h"

#include <filesystem>

namespace pyunbox {

namespace fs = std::filesystem;

static fs::path headerIn(const std::string &Folder) {
  return (fs::current_path() / Folder / "pyunbox" / "typed_method.h")
      .lexically_normal();
}

std::string vendoredInclude(const std::string &Folder,
                            const CompileCommand &Command) {
  fs::path Source = fs::path(Command.Directory) / Command.File;
  fs::path From = Source.lexically_normal().parent_path();
  return '"' + headerIn(Folder).lexically_relative(From).generic_string() + '"';
}

bool addVendoredHeader(const std::string &Folder, const std::string &BaseDir,
                       std::vector<Change> &Changes) {
  Change Header;
  Header.Path = headerIn(Folder).string();
  std::error_code Ignored;
  bool IsThere = fs::exists(Header.Path, Ignored);
  if (Changes.empty() && !IsThere)
    return true;
  if (IsThere) {
    auto Read = readFile(Header.Path);
    if (auto *Error = std::get_if<FileError>(&Read)) {
      printError(Error->text());
      return false;
    }
    Header.Content = std::move(std::get<std::string>(Read));
    if (Header.Content == TypedMethodHeader)
      return true;
    Header.Hash = contentHash(Header.Content);
  }
  auto Relative = relativeToBase(Header.Path, BaseDir);
  if (!Relative)
    return false;
  Header.Relative = *Relative;
  Header.Edits = {{0, Header.Content.size(), TypedMethodHeader}};
  Changes.insert(Changes.begin(), std::move(Header));
  return true;
}

} // namespace pyunbox
