//===- NamesTest.cpp - identifiers of records -------------------*- C++ -*-===//

#include "Rewrite/Names.h"

#include <gtest/gtest.h>

using namespace pyunbox;

static Method method(const char *Table, const char *Name) {
  Method M;
  M.Table = Table;
  M.Name = Name;
  return M;
}

TEST(Names, AreMadeOfTableAndMethod) {
  Names N("");
  EXPECT_EQ(N.record(method("methods", "inc")), "pyunbox_methods_inc");
  EXPECT_EQ(N.record(method("methods", "inc2")), "pyunbox_methods_inc2");
}

TEST(Names, AreIdentifiersThatNobodyReserved) {
  Names N("");
  EXPECT_EQ(N.record(method("__pyx_methods", "__init__")),
            "pyunbox_pyx_methods_init");
  EXPECT_EQ(N.record(method("ns::T<int>::methods", "a-b")),
            "pyunbox_ns_T_int_methods_a_b");
}

TEST(Names, AreNotGivenTwice) {
  Names N("");
  EXPECT_EQ(N.record(method("m", "f")), "pyunbox_m_f");
  EXPECT_EQ(N.record(method("m", "f")), "pyunbox_m_f_2");
  EXPECT_EQ(N.record(method("m", "_f")), "pyunbox_m_f_3");
}

TEST(Names, LeaveRoomForTheParts) {
  Names N("");
  EXPECT_EQ(N.record(method("m", "f")), "pyunbox_m_f");
  // pyunbox_m_f_args is the argument array of f.
  EXPECT_EQ(N.record(method("m", "f_args")), "pyunbox_m_f_args_2");
}

TEST(Names, KeepAwayFromTheSourceAndTheEntries) {
  Names N("int pyunbox_m_f_tail; int xpyunbox_m_g;");
  EXPECT_EQ(N.record(method("m", "f")), "pyunbox_m_f_2");
  EXPECT_EQ(N.record(method("m", "g")), "pyunbox_m_g");
  N.reserve("pyunbox_m_h");
  EXPECT_EQ(N.record(method("m", "h")), "pyunbox_m_h_2");
}
