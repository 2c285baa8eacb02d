#include "Config.h"
#include "Yaml.h"

#include "Knowledge/JsonNode.h"
#include "Rewrite/Writer.h"
#include "Signature/ContentHash.h"
#include "fmt/format.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/GlobPattern.h"

#include <algorithm>
#include <filesystem>
#include <sys/stat.h>

namespace pyunbox {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> texts(const JsonNode &Root, const std::string &Key) {
  std::vector<std::string> All;
  if (auto List = Root.find(Key))
    for (const JsonNode &Element : List->elements())
      All.push_back(Element.text());
  return All;
}

/// Files named in the settings, which mean those beside the settings.
std::vector<std::string> files(const JsonNode &Root, const std::string &Key,
                               const fs::path &Folder) {
  std::vector<std::string> All = texts(Root, Key);
  for (std::string &File : All) {
    fs::path Path = (Folder / File).lexically_normal();
    fs::path Relative = Path.lexically_relative(fs::current_path());
    bool IsBelow = !Relative.empty() && *Relative.begin() != "..";
    File = (IsBelow ? Relative : Path).string();
  }
  return All;
}

} // namespace

std::string findConfig(const std::string &Folder) {
  for (fs::path At = Folder;; At = At.parent_path()) {
    std::error_code Ignored;
    if (fs::is_regular_file(At / ".pyunbox", Ignored))
      return (At / ".pyunbox").string();
    if (At == At.parent_path())
      return {};
  }
}

Config readConfig(const std::string &File) {
  Config Out;
  if (File.empty())
    return Out;
  Out.File = fs::absolute(File).lexically_normal().string();
  nlohmann::json Text = readYaml(File);
  if (Text.is_null())
    return Out;
  JsonNode Root(Text, File + ": /");
  Root.expectOnly({"effects", "converters", "exclude", "extra-args"});
  fs::path Folder = fs::path(Out.File).parent_path();
  Out.Effects = files(Root, "effects", Folder);
  Out.Converters = files(Root, "converters", Folder);
  Out.ExtraArguments = texts(Root, "extra-args");
  Out.Exclude = texts(Root, "exclude");
  for (const std::string &Pattern : Out.Exclude)
    if (auto Glob = llvm::GlobPattern::create(Pattern); !Glob)
      Root.member("exclude").fail(
          fmt::format("'{}': {}", Pattern, llvm::toString(Glob.takeError())));
  return Out;
}

bool isExcluded(const Config &Settings, const std::string &Source) {
  std::string Path =
      fs::path(Source)
          .lexically_relative(fs::path(Settings.File).parent_path())
          .generic_string();
  return std::ranges::any_of(Settings.Exclude, [&](const std::string &Pattern) {
    return llvm::cantFail(llvm::GlobPattern::create(Pattern)).match(Path);
  });
}

std::vector<std::string> Config::declarations() const {
  std::vector<std::string> All = Effects;
  All.insert(All.end(), Converters.begin(), Converters.end());
  return All;
}

std::string identity(const Config &Settings,
                     const std::vector<std::string> &More) {
  // Between two releases the version stays, and the executable does not.
  struct stat Engine = {};
  std::string All = PYUNBOX_VERSION;
  if (stat("/proc/self/exe", &Engine) == 0)
    All += fmt::format(" {} {}.{}", Engine.st_size, Engine.st_mtim.tv_sec,
                       Engine.st_mtim.tv_nsec);
  auto Add = [&](const std::string &File) {
    auto Text = readFile(File);
    if (auto *Content = std::get_if<std::string>(&Text))
      All += fmt::format("\n{} {}", File, contentHash(*Content));
  };
  for (const auto *List : {&Settings.ExtraArguments, &Settings.Exclude,
                           &Settings.Effects, &Settings.Converters, &More})
    All += fmt::format("\n{}", fmt::join(*List, "\n"));
  std::ranges::for_each(Settings.declarations(), Add);
  for (const std::string &Name : More) {
    std::error_code Ignored;
    std::vector<std::string> Files;
    for (const auto &Entry : fs::directory_iterator(Name, Ignored))
      Files.push_back(Entry.path().string());
    std::ranges::sort(Files);
    Add(Name);
    std::ranges::for_each(Files, Add);
  }
  return contentHash(All);
}

} // namespace pyunbox
