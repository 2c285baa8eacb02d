//===- FastCallsTest.cpp - METH_FASTCALL functions --------------*- C++ -*-===//

#include "Rewrite/FastCalls.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>

using namespace pyunbox;

/// The text of fastcall.h without its comments.
static std::string header() {
  std::ifstream File(PYUNBOX_INCLUDE "/pyunbox/fastcall.h");
  std::string Text(std::istreambuf_iterator<char>(File), {});
  for (std::size_t At; (At = Text.find("/*")) != Text.npos;)
    Text.erase(At, Text.find("*/", At) + 2 - At);
  return Text;
}

TEST(FastCalls, KnowsTheNamesThatItsHeaderUses) {
  const std::string Text = header();
  const std::regex Name(R"(\b(Py[A-Z_]\w*|METH_\w+|NULL|mem\w+|str\w+)\b)");
  unsigned Found = 0;
  for (std::sregex_iterator I(Text.begin(), Text.end(), Name), End; I != End;
       ++I)
    // These are asked for, or the project's own.
    if (const std::string Used = I->str();
        Used != "METH_TYPED" && Used != "Py_LIMITED_API" && Used != "string" &&
        Used != "struct" && Used != "memory") {
      EXPECT_TRUE(isUsedByFastCalls(Used)) << Used;
      ++Found;
    }
  EXPECT_GT(Found, 100u);
}

TEST(FastCalls, KnowsTheNamesThatItGenerates) {
  for (const char *Used :
       {"METH_KEYWORDS", "PyBool_FromLong", "PyFloat_FromDouble",
        "Py_BEGIN_ALLOW_THREADS", "Py_END_ALLOW_THREADS", "PyObject", "NULL"})
    EXPECT_TRUE(isUsedByFastCalls(Used)) << Used;
  EXPECT_FALSE(isUsedByFastCalls("PyInt_FromLong"));
}
