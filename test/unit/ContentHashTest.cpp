//===- ContentHashTest.cpp - change detection -------------------*- C++ -*-===//

#include "Signature/ContentHash.h"

#include <gtest/gtest.h>

using pyunbox::contentHash;

TEST(ContentHash, IsFnv1aAndTheLength) {
  // The published test values of FNV-1a.
  EXPECT_EQ(contentHash(""), "cbf29ce484222325"
                             "0000000000000000");
  EXPECT_EQ(contentHash("foobar"), "85944171f73967e8"
                                   "0000000000000006");
}

TEST(ContentHash, SeesEveryByte) {
  EXPECT_NE(contentHash("a\n"), contentHash("a\r\n"));
  EXPECT_NE(contentHash(std::string_view("\0", 1)),
            contentHash(std::string_view("\0\0", 2)));
}
