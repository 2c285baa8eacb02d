#include "Installation.h"
#include "FileSystem.h"

#include <cstdlib>
#include <unistd.h>

namespace pyunbox::launcher {

std::string executableFolder() {
  std::string Path(4096, '\0');
  ssize_t Length = readlink("/proc/self/exe", Path.data(), Path.size());
  Path.resize(Length > 0 ? static_cast<size_t>(Length) : 0);
  return std::string(folderOf(Path));
}

std::optional<std::string> findEngine() {
  std::string Folder = executableFolder();
  for (const char *Place : {"", "../libexec/pyunbox/"}) {
    std::string Path = Folder + Place + "pyunbox-engine";
    if (access(Path.c_str(), X_OK) == 0)
      return Path;
  }
  return std::nullopt;
}

static bool holdsHeader(const std::string &Folder) {
  return exists(Folder + "/pyunbox/typed_method.h");
}

std::optional<std::string> findIncludeFolder() {
  if (const char *Given = getenv("PYUNBOX_INCLUDE_DIR"); Given && *Given)
    return holdsHeader(Given) ? std::optional(Given) : std::nullopt;
  // <prefix>/bin, then build/<preset>/bin of a source tree.
  for (const char *Place : {"../include", "../../../runtime/include"}) {
    std::string Folder =
        makeAbsolute(executableFolder() + Place, workingDirectory());
    if (holdsHeader(Folder))
      return Folder;
  }
  return std::nullopt;
}

} // namespace pyunbox::launcher
