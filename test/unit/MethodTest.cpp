//===- MethodTest.cpp - names of the model's values -------------*- C++ -*-===//

#include "Signature/Method.h"

#include "support/Sample.h"

#include <gtest/gtest.h>

#include <set>

using namespace pyunbox;

TEST(Method, EveryKindHasItsOwnSpellingAndACodeMacro) {
  std::set<std::string_view> Spellings;
  const CKind Kinds[] = {
#define PYUNBOX_CTYPE(Kind, Spelling, Code) CKind::Kind,
#include "Signature/CTypes.def"
  };
  for (CKind Kind : Kinds) {
    EXPECT_TRUE(Spellings.insert(spelling(Kind)).second) << spelling(Kind);
    EXPECT_TRUE(typeCodeMacro(Kind).starts_with("PYUNBOX_TYPE_"));
    EXPECT_EQ(plainType(Kind).Kind, Kind);
    EXPECT_EQ(plainType(Kind).Spelling, spelling(Kind));
  }
  EXPECT_EQ(spelling(CKind::ULongLong), "unsigned long long");
  EXPECT_EQ(typeCodeMacro(CKind::ULongLong), "PYUNBOX_TYPE_INT");
  EXPECT_EQ(typeCodeMacro(CKind::Void), "PYUNBOX_TYPE_VOID");
}

// The runtime's pyunbox.signature() uses the same words.
TEST(Method, PythonTypesAreNamedInWords) {
  EXPECT_EQ(spelling(PythonType::Real), "float or int");
  EXPECT_EQ(spelling(PythonType::Byte), "bytes of length 1");
  EXPECT_EQ(spelling(PythonType::Char), "str of length 1");
  EXPECT_EQ(spelling(PythonType::OptionalStr), "str or None");
  EXPECT_EQ(spelling(PythonType::OptionalStrBytes), "str, bytes or None");
}

TEST(Method, EntrySignatureIsTheDeclarationText) {
  Method M = test::incMethod();
  EXPECT_EQ(entrySignature(M), "long (long)");
  M.Args.push_back(M.Args.front());
  M.Args.back().Type = {CKind::Long, "Py_ssize_t"};
  EXPECT_EQ(entrySignature(M), "long (long, Py_ssize_t)");
  M.Args.back().Type = plainType(CKind::Buffer);
  EXPECT_EQ(entrySignature(M), "long (long, const char *, Py_ssize_t)");
  M.Args.clear();
  M.Returns.Type = plainType(CKind::Void);
  EXPECT_EQ(entrySignature(M), "void (void)");
}
