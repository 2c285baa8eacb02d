#include "Frontend/InputRecorder.h"

#include "Frontend/ParseUnit.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace pyunbox {

namespace vfs = llvm::vfs;

namespace {

class Recorder : public vfs::ProxyFileSystem {
public:
  Recorder(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Real, UnitInputs &Inputs)
      : ProxyFileSystem(std::move(Real)), Inputs(Inputs) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    auto Found = ProxyFileSystem::status(Path);
    if (!Found)
      Inputs.Missing.insert(absolute(Path));
    else
      Inputs.Present.insert(absolute(Path) + (Found->isDirectory() ? "/" : ""));
    return Found;
  }
  bool exists(const llvm::Twine &Path) override {
    return static_cast<bool>(status(Path));
  }
  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    auto Opened = ProxyFileSystem::openFileForRead(Path);
    (Opened ? Inputs.Read : Inputs.Missing).insert(absolute(Path));
    return Opened;
  }
  vfs::directory_iterator dir_begin(const llvm::Twine &Path,
                                    std::error_code &Error) override {
    Inputs.Listed.insert(absolute(Path));
    return ProxyFileSystem::dir_begin(Path, Error);
  }

private:
  std::string absolute(const llvm::Twine &Path) const {
    llvm::SmallString<256> Full;
    Path.toVector(Full);
    // Of the working folder; without one, paths stay as they are.
    if (makeAbsolute(Full))
      return Path.str();
    return Full.str().str();
  }

  UnitInputs &Inputs;
};

} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
recordInputs(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Real,
             UnitInputs &Inputs) {
  return llvm::makeIntrusiveRefCnt<Recorder>(std::move(Real), Inputs);
}

} // namespace pyunbox
