//===- ConstantsTest.cpp - values as C constants ----------------*- C++ -*-===//

#include "Rewrite/Constants.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>

using namespace pyunbox;

TEST(Constants, Integers) {
  EXPECT_EQ(integerConstant(0), "0");
  EXPECT_EQ(integerConstant(-1), "-1");
  EXPECT_EQ(integerConstant(2147483647), "2147483647");
  EXPECT_EQ(integerConstant(2147483648), "2147483648LL");
  EXPECT_EQ(integerConstant(-2147483648), "-2147483648LL");
  EXPECT_EQ(integerConstant(std::numeric_limits<std::int64_t>::max()),
            "9223372036854775807LL");
  EXPECT_EQ(integerConstant(std::numeric_limits<std::int64_t>::min()),
            "-9223372036854775807LL - 1");
}

TEST(Constants, FloatsReadBackAsTheSameBits) {
  const double Values[] = {0.0,         -0.0,
                           1.0,         -1.0,
                           0.1,         1e16,
                           123456789.0, 1e22,
                           1e23,        5e-324,
                           1.0 / 3,     2.2250738585072014e-308,
                           1e300,       1.7976931348623157e308};
  for (double Value : Values) {
    std::string Text = floatConstant(Value);
    double Read = std::strtod(Text.c_str(), nullptr);
    EXPECT_EQ(Read, Value) << Text;
    EXPECT_EQ(std::signbit(Read), std::signbit(Value)) << Text;
    // An integer constant would make -0 lose its sign.
    EXPECT_NE(Text.find_first_of(".e"), Text.npos) << Text;
  }
}

TEST(Constants, FloatsWithoutDigits) {
  const double Infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(floatConstant(Infinity), "HUGE_VAL");
  EXPECT_EQ(floatConstant(-Infinity), "-HUGE_VAL");
  EXPECT_EQ(floatConstant(std::nan("")), "NAN");
}

TEST(Constants, BailValuesKeepTheirKind) {
  EXPECT_EQ(bailConstant(std::int64_t{-1}), "-1");
  EXPECT_EQ(bailConstant(-1.0), "-1.0");
}

TEST(Constants, StringLiterals) {
  EXPECT_EQ(stringLiteral("inc"), R"("inc")");
  EXPECT_EQ(stringLiteral("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(stringLiteral("?\?/"), R"("\?\?/")"); // no trigraph
  EXPECT_EQ(stringLiteral("\xc3\xa9"
                          "1\n"),
            R"("\303\2511\012")");
}
