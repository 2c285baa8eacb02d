//===- CompileTest.cpp - what is generated compiles and loads ---*- C++ -*-===//

#include "Rewrite/Rewriter.h"

#include "support/Sample.h"
#include "support/Shell.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

using namespace pyunbox;
using test::run;
using test::ScratchFolder;

namespace {
struct Compiler {
  const char *Command;
  const char *Standard;
  bool IsCxx;
};
} // namespace

static const Compiler Compilers[] = {
    {PYUNBOX_GCC, "c99", false},      {PYUNBOX_GCC, "c11", false},
    {PYUNBOX_GCC, "c17", false},      {PYUNBOX_CLANG, "c99", false},
    {PYUNBOX_CLANG, "c17", false},    {PYUNBOX_GXX, "c++11", true},
    {PYUNBOX_GXX, "c++20", true},     {PYUNBOX_CLANGXX, "c++11", true},
    {PYUNBOX_CLANGXX, "c++20", true},
};

/// -isystem: warnings of Python's own headers are not ours.
static std::string pythonInclude() {
  auto Outcome =
      run(PYUNBOX_PYTHON3 " -c 'import sysconfig; "
                          "print(sysconfig.get_path(\"include\"), end=\"\")'");
  EXPECT_EQ(Outcome.Status, 0) << Outcome.Output;
  return "-isystem " + Outcome.Output;
}

/// Compiles \p Sources with every compiler for their language into one module
/// "mytypedmod"; each must stay silent. Then runs \p Script with it.
static void checkModule(const std::vector<std::string> &Sources, bool IsCxx,
                        const std::string &Script,
                        const std::string &Flags = "") {
  const std::string Include = pythonInclude();
  for (const Compiler &C : Compilers) {
    if (C.IsCxx != IsCxx)
      continue;
    SCOPED_TRACE(std::string(C.Command) + " -std=" + C.Standard + " " + Flags);
    ScratchFolder Folder;
    std::string Names;
    for (std::size_t I = 0; I < Sources.size(); ++I)
      Names += " " + Folder.write(std::to_string(I) + (IsCxx ? ".cpp" : ".c"),
                                  Sources[I]);
    auto Built = run(
        std::string(C.Command) + " -std=" + C.Standard + " " + Flags +
        " -Wall -Wextra -Wpedantic -Werror -O1 -fPIC -shared " + Include +
        " -I" PYUNBOX_INCLUDE + Names + " -o " + Folder.path("mytypedmod.so"));
    EXPECT_EQ(Built.Status, 0) << Built.Output << Sources.front();
    auto Ran = run("cd " + Folder.path("") + " && " PYUNBOX_PYTHON3 " -c '" +
                   Script + "'");
    EXPECT_EQ(Ran.Status, 0) << Ran.Output;
  }
}

static const char CheckInc[] =
    "import mytypedmod as m; assert m.inc(41) == 42; assert m.inc.__name__ == "
    "\"inc\"; assert m.inc.__doc__ == \"Add one to an int\"";

TEST(Compile, TheSeedsModule) {
  checkModule({rewrite(test::incUnit(), test::incSource())}, false, CheckInc);
}

TEST(Compile, TheSeedsModuleAsCxx) {
  Unit U = test::incUnit();
  U.IsCxx = true;
  checkModule({rewrite(U, test::incSource())}, true, CheckInc);
}

TEST(Compile, TheSeedsModuleWithLineDirectives) {
  RewriteOptions Launcher{"mytypedmod.c", true};
  checkModule({rewrite(test::incUnit(), test::incSource(), Launcher)}, false,
              CheckInc);
}

/// inc with an entry of every kind of default, bail value and effect.
static Unit everything(bool IsCxx) {
  Unit U = test::incUnit();
  U.IsCxx = IsCxx;
  Method &M = U.Methods.front();
  M.Kind = EntryKind::Specialized;
  M.Bail = BailOut::Repeat;
  M.BailValue = -HUGE_VAL;
  M.Returns = {plainType(CKind::Double), PythonType::Float, "d"};
  M.Effect = {};
  M.Effect.State = M.Effect.Blocks = true;
  M.Name = "in\"c\xc3\xa9";
  M.Args.clear();
  std::string Parameters;
  auto add = [&](CType Type, PythonType Python,
                 std::optional<DefaultValue> Default) {
    std::string Name = "a";
    Name += std::to_string(M.Args.size());
    Parameters += Parameters.empty() ? "" : ", ";
    Parameters +=
        Type.Kind == CKind::Buffer
            ? "const char *" + Name + ", Py_ssize_t " + Name + "_length"
            : Type.Spelling + " " + Name;
    M.Args.push_back({Name, true, false, Type, Python, "x", Default});
  };
  const CKind Kinds[] = {
#define PYUNBOX_CTYPE(Kind, Spelling, Code) CKind::Kind,
#include "Signature/CTypes.def"
  };
  for (CKind Kind : Kinds)
    if (Kind != CKind::Void && (Kind != CKind::Bool || IsCxx))
      add(plainType(Kind), PythonType::Int, std::nullopt);
  add({CKind::Long, "Py_ssize_t"}, PythonType::Int,
      std::numeric_limits<std::int64_t>::min());
  add(plainType(CKind::ULongLong), PythonType::Int,
      std::numeric_limits<std::uint64_t>::max());
  for (double Value : {-0.0, HUGE_VAL, -HUGE_VAL, std::nan(""), 5e-324, 1e300})
    add(plainType(CKind::Double), PythonType::Real, Value);
  std::string Body = "{\n";
  for (const Argument &A : M.Args) {
    Body += "  (void)" + A.Name + ";\n";
    if (A.Type.Kind == CKind::Buffer)
      Body += "  (void)" + A.Name + "_length;\n";
  }
  M.Code = EntryCode{
      "entry", "double", Parameters, Body + "  return PYUNBOX_BAIL;\n}",
      test::past(test::incSource(), "PyLong_FromLong(result);\n}")};
  return U;
}

TEST(Compile, EveryTypeDefaultAndBailValue) {
  const char Script[] = "import mytypedmod as m; assert getattr(m, "
                        "\"in\\\"c\\u00e9\")(1) == 2";
  for (bool IsCxx : {false, true})
    checkModule({rewrite(everything(IsCxx), test::incSource())}, IsCxx, Script);
}

TEST(Compile, SeveralUnitsInOneModule) {
  // The same table and method names in both; records must not meet.
  std::string First = rewrite(test::incUnit(), test::incSource());
  std::string Second = First;
  auto rename = [&](std::string_view From, std::string_view To) {
    for (std::size_t At = 0; (At = Second.find(From, At)) != Second.npos;
         At += To.size())
      Second.replace(At, From.size(), To);
  };
  rename("inc_impl", "inc_impl2");
  rename("PyObject* inc(", "PyObject* inc2(");
  rename("_inc, inc,", "_inc, inc2,");
  rename("PyInit_mytypedmod", "PyInit_other");
  checkModule({First, Second}, false, CheckInc, "-fvisibility=hidden -flto");
}

TEST(Compile, AWrongImplementationTypeIsAnError) {
  Unit U = test::incUnit();
  U.Methods.front().ImplementationType = "long (int)";
  for (const Compiler &C : Compilers) {
    U.IsCxx = C.IsCxx;
    ScratchFolder Folder;
    std::string Path =
        Folder.write(C.IsCxx ? "a.cpp" : "a.c", rewrite(U, test::incSource()));
    auto Built =
        run(std::string(C.Command) + " -w -std=" + C.Standard + " " +
            pythonInclude() + " -I" PYUNBOX_INCLUDE " -fsyntax-only " + Path);
    EXPECT_NE(Built.Status, 0) << C.Command;
    EXPECT_NE(Built.Output.find("PYUNBOX_CHECK_FUNCTION"), std::string::npos)
        << Built.Output;
  }
}
