//===- ContentHash.cpp - has a file changed since we read it? ---*- C++ -*-===//

#include "Signature/ContentHash.h"

#include <cstdint>

namespace pyunbox {

static void appendHex(std::string &Text, std::uint64_t Value) {
  for (int Shift = 60; Shift >= 0; Shift -= 4)
    Text += "0123456789abcdef"[(Value >> Shift) & 15];
}

std::string contentHash(std::string_view Content) {
  std::uint64_t Hash = 0xcbf29ce484222325u;
  for (unsigned char Byte : Content) {
    Hash ^= Byte;
    Hash *= 0x100000001b3u;
  }
  std::string Text;
  appendHex(Text, Hash);
  appendHex(Text, Content.size());
  return Text;
}

} // namespace pyunbox
