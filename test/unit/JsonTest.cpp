//===- JsonTest.cpp - an analysis as JSON -----------------------*- C++ -*-===//

#include "Report/Json.h"

#include "support/Sample.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>

using namespace pyunbox;
using nlohmann::json;

static Method rejected() {
  Method M;
  M.Id = "mytypedmod.dec";
  M.Module = "mytypedmod";
  M.Name = "dec";
  M.Table = "mytypedmod_methods";
  M.Wrapper = "dec";
  M.Flags = "METH_O";
  M.Rejection =
      Reason{"unknown-call", "calls f", {"mytypedmod.c", 9, 3}, "call g"};
  return M;
}

static Analysis analysis() {
  Analysis A;
  A.Units = {test::incUnit()};
  A.Units.front().Methods.push_back(rejected());
  Unit Failed;
  Failed.Path = "broken.c";
  Failed.State = Unit::Status::Failed;
  Failed.Diagnostics = {{"error", "expected ';'", {"broken.c", 3, 7}}};
  A.Units.push_back(Failed);
  return A;
}

TEST(Json, HasTheShapeOthersRelyOn) {
  std::string Text = toJson(analysis());
  EXPECT_TRUE(Text.ends_with("}\n"));
  json Report = json::parse(Text);
  EXPECT_EQ(Report["schema_version"], 1);
  EXPECT_EQ(Report["tool"]["name"], "pyunbox");
  EXPECT_EQ(Report["units"][0], json({{"path", "mytypedmod.c"},
                                      {"status", "ok"},
                                      {"diagnostics", json::array()},
                                      {"left_out", json::array()},
                                      {"program", nullptr},
                                      {"sources", json::array()},
                                      {"functions", json::array()}}));
  EXPECT_EQ(Report["units"][1]["status"], "failed");
  EXPECT_EQ(Report["units"][1]["diagnostics"][0]["location"]["line"], 3);
  EXPECT_EQ(Report["summary"],
            json::parse(R"({"methods": 2, "typed": 1, "rejected": 1,
              "suppressed": 0,
              "typed_by_entry": {"adapter": 0, "direct": 1, "specialized": 0},
              "callable": {"cpython": {"boxed": 1, "fastcall": 0},
                           "pypy": {"boxed": 0, "direct": 1, "gil": 0}},
              "rejected_by_reason": {"unknown-call": 1},
              "units": 2, "units_failed": 1})"));
}

static const char IncJson[] = R"json({
    "id": "mytypedmod.inc", "module": "mytypedmod", "name": "inc",
    "table": "mytypedmod_methods", "unit": "mytypedmod.c",
    "wrapper": "inc", "implementation": "inc_impl", "flags": "METH_O",
    "verdict": "typed", "suppressed": false, "reason": null, "decision": null, "entry": "direct", "findings": [],
    "callable": {"cpython": {"how": "boxed", "why_not": null},
                 "pypy": {"how": "direct", "why_not": null}},
    "args": [{"name": "obj_int", "keyword": false, "keyword_only": false,
              "c_type": "long",
              "python_type": "int", "unboxed_by": "PyLong_AsLong",
              "optional": false, "default": null}],
    "returns": {"c_type": "long", "python_type": "int",
                "boxed_by": "PyLong_FromLong", "items": []},
    "effects": {"raises": "none", "gil": false, "state": false, "pure": true,
                "blocks": false, "retains": false, "evidence": []},
    "trusts": [], "doc": null, "rewrite": null, "steps": [],
    "sources": {"wrapper": null, "implementation": null},
    "bail_out": "never", "signature": "long (long)", "not_rewritten": null, "elsewhere": null,
    "locations": {
      "row": {"file": "mytypedmod.c", "line": 18, "column": 5},
      "wrapper": {"file": "mytypedmod.c", "line": 7, "column": 11},
      "implementation": {"file": "mytypedmod.c", "line": 3, "column": 6}}
})json";

TEST(Json, ATypedMethod) {
  json Report = json::parse(toJson(analysis()));
  // "dec" comes before "inc".
  EXPECT_EQ(Report["methods"][1], json::parse(IncJson));
}

TEST(Json, ARejectedMethodHasTheSameKeys) {
  json Methods = json::parse(toJson(analysis()))["methods"];
  EXPECT_EQ(
      Methods[0]["reason"],
      json::parse(
          R"({"code": "unknown-call", "message": "calls f", "hint": "call g",
              "location": {"file": "mytypedmod.c", "line": 9, "column": 3}})"));
  EXPECT_EQ(Methods[0]["verdict"], "rejected");
  EXPECT_TRUE(Methods[0]["entry"].is_null());
  EXPECT_TRUE(Methods[0]["args"].is_null());
  EXPECT_TRUE(Methods[0]["implementation"].is_null());
  ASSERT_EQ(Methods[0].size(), Methods[1].size());
  for (const auto &[Key, Value] : Methods[1].items())
    EXPECT_TRUE(Methods[0].contains(Key)) << Key;
}

static json defaultOf(DefaultValue Value) {
  Analysis A = analysis();
  A.Units.front().Methods.front().Args.front().Default = Value;
  return json::parse(toJson(A))["methods"][1]["args"][0]["default"];
}

TEST(Json, DefaultsKeepTheirValue) {
  EXPECT_EQ(defaultOf(std::int64_t{-1}), -1);
  EXPECT_EQ(defaultOf(~std::uint64_t{0}), 18446744073709551615u);
  EXPECT_EQ(defaultOf(0.1), 0.1);
  EXPECT_TRUE(std::signbit(defaultOf(-0.0).get<double>()));
  // What JSON has no number for is no null: that means "required".
  EXPECT_EQ(defaultOf(std::nan("")), "nan");
  EXPECT_EQ(defaultOf(-HUGE_VAL), "-inf");
}

TEST(Json, WhatReviewersRead) {
  Analysis A = analysis();
  Method &M = A.Units.front().Methods.front();
  M.Doc = "Add one.";
  M.Proposal = "code\n";
  M.WrapperText = Excerpt{{"mytypedmod.c", 7, 1}, "f(void) {\n}", 3};
  M.Steps = {{"unboxes 'x' as long", {"mytypedmod.c", 8, 3}}};
  M.Decided = Decision{false, "later"};
  json Object = json::parse(toJson(A))["methods"][1];
  EXPECT_EQ(Object["doc"], "Add one.");
  EXPECT_EQ(Object["rewrite"], "code\n");
  EXPECT_EQ(Object["sources"]["wrapper"],
            json::parse(R"({"file": "mytypedmod.c", "line": 7,
                            "text": "f(void) {\n}", "omitted": 3})"));
  EXPECT_EQ(Object["steps"], json::parse(R"([{"message": "unboxes 'x' as long",
      "location": {"file": "mytypedmod.c", "line": 8, "column": 3}}])"));
  EXPECT_EQ(Object["decision"],
            json::parse(R"({"verdict": "reject", "comment": "later"})"));
}

TEST(Json, OrderOfMethodsDoesNotDependOnTheSource) {
  Analysis A = analysis();
  std::swap(A.Units.front().Methods[0], A.Units.front().Methods[1]);
  EXPECT_EQ(toJson(A), toJson(analysis()));
}

TEST(Json, SurvivesSourcesThatAreNotUtf8) {
  Analysis A = analysis();
  A.Units.front().Methods.front().Flags = "\xff";
  EXPECT_EQ(json::parse(toJson(A))["methods"][1]["flags"], "\xef\xbf\xbd");
}
