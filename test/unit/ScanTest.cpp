//===- ScanTest.cpp - stepping over literals and comments -------*- C++ -*-===//

#include "Rewrite/Scan.h"

#include <gtest/gtest.h>

using namespace pyunbox;

TEST(Scan, Comments) {
  EXPECT_EQ(skipComment("/* a */b", 0), 7u);
  EXPECT_EQ(skipComment("// a\nb", 0), 4u);
  EXPECT_EQ(skipComment("// a \\\nb\nc", 0), 8u); // a splice continues it
  EXPECT_EQ(skipComment("/ a", 0), 0u);
  EXPECT_EQ(skipComment("/* open", 0), 7u);
}

TEST(Scan, Literals) {
  EXPECT_EQ(skipLiteral(R"("a\"b"c)", 0), 6u);
  EXPECT_EQ(skipLiteral("'\\''c", 0), 4u);
  EXPECT_EQ(skipLiteral("\"a\\\nb\"c", 0), 6u);
  EXPECT_EQ(skipLiteral("x", 0), 0u);
  EXPECT_EQ(skipLiteral("don't\nx", 3), 5u); // ends with its line
}

TEST(Scan, CxxLiterals) {
  EXPECT_EQ(skipLiteral("R\"(a\"b)\"c", 0), 8u);
  EXPECT_EQ(skipLiteral("R\"x(a)\")x\"c", 0), 10u);
  EXPECT_EQ(skipLiteral("1'000'000", 1), 2u); // a digit separator
}

TEST(Scan, AnRThatEndsANameMakesNoRawString) {
  EXPECT_EQ(skipLiteral("ERR\"(c) 1\" x)\"", 2), 2u);
  EXPECT_EQ(skipLiteral("u8R\"(a\"b)\"c", 2), 10u);
}

TEST(Scan, WhatBeginsADirective) {
  EXPECT_EQ(skipHash("#if", 0), 1u);
  EXPECT_EQ(skipHash(" %:if", 1), 3u);
  EXPECT_EQ(skipHash("?\?=if", 0), 3u);
  EXPECT_EQ(skipHash("%if", 0), 0u);
}
