#include "Yaml.h"

#include "Knowledge/JsonNode.h"
#include "Rewrite/Writer.h"
#include "fmt/format.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

namespace pyunbox {

using nlohmann::json;

namespace {

class Reader {
public:
  explicit Reader(const std::string &Path) : Path(Path) {
    Sources.setDiagHandler(keepFirst, this);
  }

  json read(const std::string &Text) {
    llvm::yaml::Stream Stream(llvm::MemoryBufferRef(Text, Path), Sources);
    json Value;
    unsigned Documents = 0;
    for (llvm::yaml::Document &Document : Stream) {
      if (++Documents > 1)
        throw JsonError{Path + ": holds several documents; leave one"};
      if (llvm::yaml::Node *Root = Document.getRoot())
        Value = toJson(*Root);
      throwIfFailed();
    }
    throwIfFailed();
    return Value;
  }

private:
  static void keepFirst(const llvm::SMDiagnostic &Found, void *Self) {
    auto &This = *static_cast<Reader *>(Self);
    if (This.Error.empty())
      This.Error = fmt::format("{}:{}: {}", This.Path, Found.getLineNo(),
                               Found.getMessage().str());
  }
  void throwIfFailed() const {
    if (!Error.empty())
      throw JsonError{Error};
  }

  [[noreturn]] void fail(llvm::yaml::Node &At, const std::string &Why) {
    Sources.PrintMessage(At.getSourceRange().Start, llvm::SourceMgr::DK_Error,
                         Why);
    throw JsonError{Error};
  }

  std::string text(llvm::yaml::Node &Node) {
    llvm::SmallString<64> Storage;
    if (auto *Block = llvm::dyn_cast<llvm::yaml::BlockScalarNode>(&Node))
      return Block->getValue().str();
    auto *Scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(&Node);
    if (!Scalar)
      fail(Node, "must be a text");
    return Scalar->getValue(Storage).str();
  }

  json scalar(llvm::yaml::ScalarNode &Node) {
    llvm::StringRef Raw = Node.getRawValue();
    std::uint64_t Number = 0;
    if (Raw == "true" || Raw == "false")
      return Raw == "true";
    if (Raw == "null" || Raw == "~")
      return nullptr;
    if (!Raw.getAsInteger(10, Number))
      return Number;
    return text(Node);
  }

  json toJson(llvm::yaml::Node &Node) {
    if (llvm::isa<llvm::yaml::NullNode>(Node))
      return nullptr;
    if (auto *Scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(&Node))
      return scalar(*Scalar);
    if (auto *List = llvm::dyn_cast<llvm::yaml::SequenceNode>(&Node)) {
      json Value = json::array();
      for (llvm::yaml::Node &Element : *List)
        Value.push_back(toJson(Element));
      return Value;
    }
    auto *Map = llvm::dyn_cast<llvm::yaml::MappingNode>(&Node);
    if (!Map)
      return text(Node);
    json Value = json::object();
    for (llvm::yaml::KeyValueNode &Pair : *Map) {
      throwIfFailed();
      std::string Key = text(*Pair.getKey());
      if (Value.contains(Key))
        fail(*Pair.getKey(), fmt::format("'{}' is there twice", Key));
      Value[Key] = toJson(*Pair.getValue());
    }
    return Value;
  }

  const std::string &Path;
  llvm::SourceMgr Sources;
  std::string Error;
};

} // namespace

json readYaml(const std::string &Path) {
  auto Text = readFile(Path);
  if (auto *Error = std::get_if<FileError>(&Text))
    throw JsonError{Error->text()};
  return Reader(Path).read(std::get<std::string>(Text));
}

} // namespace pyunbox
