//===- DeclarationStartsTest.cpp - where declarations may be put -*- C++
//-*-===//

#include "Rewrite/DeclarationStarts.h"

#include <gtest/gtest.h>

using namespace pyunbox;

static bool mayDeclareAfter(std::string_view Before) {
  std::string Content(Before);
  Content += "int x;";
  return mayDeclareAt(Content, Before.size());
}

TEST(DeclarationStarts, AfterOtherDeclarations) {
  for (const char *Before :
       {"", "int y; ", "void f(void) {}\n", "extern \"C\" {\n",
        "namespace N { // [[\n", "int y;\n#define A (\n",
        "int y;\n#define A \\\n  [\n", "int y; /* [[ */ ",
        "PyDoc_STRVAR(doc, \") [\")\n", "BEGIN_DECLS\n"})
    EXPECT_TRUE(mayDeclareAfter(Before)) << Before;
}

TEST(DeclarationStarts, NotAfterTheirBeginning) {
  for (const char *Before :
       {"extern \"C\" ", "int y; [[nodiscard]] ", "alignas(8) ",
        "int y;\nalignas(sizeof(int)) /* ; */\n", "template <class T> ",
        "auto f = ", "int y, ", "__declspec(dllexport) ",
        "[[nodiscard]]\n#define A ;\n"})
    EXPECT_FALSE(mayDeclareAfter(Before)) << Before;
}
