#include "Frontend/RuntimeHeaders.h"

#include <cstdlib>

namespace pyunbox {

std::vector<std::string> runtimeHeaderFlags() {
  const char *Folder = std::getenv("PYUNBOX_INCLUDE_DIR");
  if (!Folder || !*Folder)
    return {};
  return {"-idirafter", Folder};
}

} // namespace pyunbox
