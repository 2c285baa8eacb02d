#include "Inference/Tables.h"
#include "Inference/Reasons.h"

#include <gtest/gtest.h>

#include <set>

using namespace pyunbox;

namespace {

TEST(Tables, NamesOfPyPyAndOfSsizeTClean) {
  EXPECT_EQ(canonicalApiName("PyLong_AsLong"), "PyLong_AsLong");
  EXPECT_EQ(canonicalApiName("PyPyLong_AsLong"), "PyLong_AsLong");
  EXPECT_EQ(canonicalApiName("PyPy_BuildValue"), "Py_BuildValue");
  EXPECT_EQ(canonicalApiName("_PyPy_NoneStruct"), "_Py_NoneStruct");
  EXPECT_EQ(canonicalApiName("_PyArg_ParseTuple_SizeT"), "PyArg_ParseTuple");
  EXPECT_EQ(canonicalApiName("_PyPyArg_ParseTuple_SizeT"), "PyArg_ParseTuple");
  EXPECT_EQ(canonicalApiName("_Py_BuildValue_SizeT"), "Py_BuildValue");
  EXPECT_EQ(canonicalApiName("inc_impl"), "inc_impl");
}

TEST(Tables, OnlyTheNameSpaceOfTheApiIsApi) {
  EXPECT_TRUE(isApiName("PyObject_Call"));
  EXPECT_TRUE(isApiName("_PyLong_AsInt"));
  EXPECT_FALSE(isApiName("py_noise2"));
  EXPECT_FALSE(isApiName("malloc"));
}

// What each unit writes, from the documentation of PyArg_ParseTuple.
TEST(Tables, FormatUnitsWriteWhatTheyAreDocumentedToWrite) {
  const std::pair<char, CKind> Documented[] = {
      {'b', CKind::UChar},  {'B', CKind::UChar},     {'h', CKind::Short},
      {'H', CKind::UShort}, {'i', CKind::Int},       {'I', CKind::UInt},
      {'l', CKind::Long},   {'k', CKind::ULong},     {'L', CKind::LongLong},
      {'n', CKind::Long},   {'K', CKind::ULongLong}, {'c', CKind::Char},
      {'C', CKind::Int},    {'f', CKind::Float},     {'d', CKind::Double},
      {'p', CKind::Int},    {'D', CKind::Complex}};
  for (auto [Unit, Kind] : Documented) {
    ASSERT_NE(findParseUnit(Unit), nullptr) << Unit;
    EXPECT_EQ(findParseUnit(Unit)->Type.Kind, Kind) << Unit;
  }
  EXPECT_EQ(findParseUnit('n')->Type.Spelling, "Py_ssize_t");
  EXPECT_EQ(findParseUnit('p')->Python, PythonType::Bool);
  EXPECT_EQ(findParseUnit('f')->Python, PythonType::Real);
  for (char Other : std::string("OsSyYuUwzet(){}!#*&Aa"))
    EXPECT_EQ(findParseUnit(Other), nullptr) << Other;
}

// "s" takes a str, "z" None as well, "y" bytes; "#" and "*" take buffers, too.
TEST(Tables, TextUnitsTakeWhatTheyAreDocumentedToTake) {
  const std::tuple<const char *, CKind, PythonType> Documented[] = {
      {"s", CKind::Text, PythonType::Str},
      {"z", CKind::Text, PythonType::OptionalStr},
      {"y", CKind::Text, PythonType::Bytes},
      {"s#", CKind::Buffer, PythonType::StrBytes},
      {"z#", CKind::Buffer, PythonType::OptionalStrBytes},
      {"y#", CKind::Buffer, PythonType::Bytes},
      {"s*", CKind::Buffer, PythonType::StrBytes},
      {"z*", CKind::Buffer, PythonType::OptionalStrBytes},
      {"y*", CKind::Buffer, PythonType::Bytes}};
  for (auto [Unit, Kind, Python] : Documented) {
    ASSERT_NE(findTextUnit(Unit), nullptr) << Unit;
    EXPECT_EQ(findTextUnit(Unit)->As.Type.Kind, Kind) << Unit;
    EXPECT_EQ(findTextUnit(Unit)->As.Python, Python) << Unit;
  }
  for (const char *Other :
       {"w*", "e", "es", "et", "u", "U", "S", "Y", "O", "i"})
    EXPECT_EQ(findTextUnit(Other), nullptr) << Other;
  EXPECT_EQ(findObjectUnit('U'), PythonType::Str);
  EXPECT_EQ(findObjectUnit('S'), PythonType::Bytes);
  EXPECT_EQ(findObjectUnit('Y'), std::nullopt);
}

// By their manual pages: memcpy writes to its first, strchr finds a place in
// it.
TEST(Tables, LibraryFunctionsThatOnlyRead) {
  EXPECT_TRUE(findLibraryRead("memcpy", 1));
  EXPECT_FALSE(findLibraryRead("memcpy", 0));
  EXPECT_FALSE(findLibraryRead("strcpy", 0));
  EXPECT_FALSE(findLibraryRead("free", 0));
  EXPECT_FALSE(findLibraryRead("strtok", 0));
  EXPECT_TRUE(findLibraryRead("strchr", 0)->ReturnsPointer);
  EXPECT_FALSE(findLibraryRead("strlen", 0)->ReturnsPointer);
}

// Arguments of Py_BuildValue are promoted: no unit takes less than an int, or a
// float.
TEST(Tables, BuildUnitsTakePromotedTypes) {
  for (char Unit : std::string("bBhi"))
    EXPECT_EQ(findBuildUnit(Unit)->Type.Kind, CKind::Int) << Unit;
  EXPECT_EQ(findBuildUnit('f')->Type.Kind, CKind::Double);
  for (char Other : std::string("OsNSp(){}c"))
    EXPECT_EQ(findBuildUnit(Other), nullptr) << Other;
}

TEST(Tables, ConvertersSayTheirTypes) {
  EXPECT_EQ(findUnboxer("PyLong_AsSize_t")->Type.Spelling, "size_t");
  EXPECT_EQ(findUnboxer("PyFloat_AsDouble")->Python, PythonType::Real);
  EXPECT_EQ(findBoxer("PyBool_FromLong")->Python, PythonType::Bool);
  EXPECT_EQ(findUnboxer("PyLong_FromLong"), nullptr);
  EXPECT_EQ(findBoxer("PyLong_AsLong"), nullptr);
  EXPECT_NE(findOverflowUnboxer("PyLong_AsLongAndOverflow"), nullptr);
  EXPECT_EQ(findApiRole("PyErr_Occurred"), ApiRole::ErrOccurred);
  EXPECT_EQ(findApiRole("PyObject_Call"), std::nullopt);
}

TEST(Tables, LibraryFunctionsSayWhatTheyTouch) {
  EXPECT_EQ(findLibraryEffect("fmodf"), LibraryEffect::Pure);
  EXPECT_EQ(findLibraryEffect("memcpy"), LibraryEffect::Local);
  EXPECT_EQ(findLibraryEffect("toupper"), LibraryEffect::Gil);
  EXPECT_EQ(findLibraryEffect("lgamma"), LibraryEffect::Gil);
  EXPECT_EQ(findLibraryEffect("__errno_location"), LibraryEffect::Errno);
  EXPECT_EQ(findLibraryEffect("setjmp"), LibraryEffect::Forbidden);
  EXPECT_EQ(findLibraryEffect("gmtime"), std::nullopt);
}

TEST(Reasons, CodesAreUniqueWords) {
  std::set<std::string_view> Codes;
  for (int I = 0; I <= static_cast<int>(ReasonCode::TooLarge); ++I) {
    const ReasonInfo &Info = reasonInfo(static_cast<ReasonCode>(I));
    EXPECT_TRUE(Codes.insert(Info.Code).second) << Info.Code;
    EXPECT_EQ(Info.Code.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"),
              std::string_view::npos)
        << Info.Code;
    EXPECT_FALSE(Info.Summary.empty()) << Info.Code;
  }
}

} // namespace
