//===- KnowledgeTest.cpp - the index of functions, and its JSON -----------===//

#include "Knowledge/FactsJson.h"
#include "Knowledge/FunctionIndex.h"

#include <gtest/gtest.h>

using namespace pyunbox;

static FunctionFacts function(std::string Symbol,
                              std::vector<FoundCall> Calls = {},
                              std::vector<FoundEffect> Effects = {}) {
  FunctionFacts F;
  F.Symbol = std::move(Symbol);
  F.External = true;
  F.Calls = std::move(Calls);
  F.Effects = std::move(Effects);
  return F;
}

static UnitFacts unit(std::string Path, std::vector<FunctionFacts> Functions) {
  UnitFacts Facts;
  Facts.Path = std::move(Path);
  Facts.Functions = std::move(Functions);
  return Facts;
}

static const FoundEffect State = {
    EffectKind::State, "variable 'n'", {"b.c", 3, 1}};

TEST(FunctionIndex, FollowsCallsAcrossUnits) {
  FunctionIndex Index;
  Index.add(unit("a.c", {function("f", {{"g", {}}})}));
  Index.add(unit("b.c", {function("g", {{"f", {}}}, {State})}));
  auto Known = Index.effectsOf("f", "m.c").Known;
  ASSERT_TRUE(Known);
  EXPECT_EQ(Known->Effects.at(EffectKind::State).Where.Line, 3u);
  EXPECT_TRUE(Known->Effects.contains(EffectKind::MayLoop));
  EXPECT_FALSE(Known->Effects.contains(EffectKind::UnknownCall));
}

TEST(FunctionIndex, WhatNobodyDefinesIsUnknown) {
  FunctionIndex Index;
  Index.add(unit("a.c", {function("f", {{"g", {"a.c", 7, 1}}})}));
  EXPECT_FALSE(Index.effectsOf("g", "m.c").Known);
  auto Known = Index.effectsOf("f", "m.c").Known;
  ASSERT_TRUE(Known);
  EXPECT_EQ(Known->Effects.at(EffectKind::UnknownCall).What, "call of 'g'");
}

TEST(FunctionIndex, AStaticFunctionIsThatOfItsUnit) {
  FunctionIndex Index;
  FunctionFacts Hidden = function("h");
  Hidden.External = false;
  Index.add(unit("a.c", {function("f", {{"h", {}}}), Hidden}));
  Index.add(unit("b.c", {function("h", {}, {State})}));
  EXPECT_TRUE(Index.effectsOf("f", "m.c").Known->Effects.empty());
  EXPECT_TRUE(
      Index.effectsOf("h", "m.c").Known->Effects.contains(EffectKind::State));
}

TEST(FunctionIndex, TwoDefinitionsAreNone) {
  FunctionIndex Index;
  Index.add(unit("b.c", {function("f")}));
  Index.add(unit("a.c", {function("f")}));
  auto Answer = Index.effectsOf("f", "m.c");
  EXPECT_FALSE(Answer.Known);
  EXPECT_EQ(Answer.WhyNot, "defined in a.c and in b.c");
  // The same unit again takes the place of the first.
  Index.add(unit("b.c", {}));
  EXPECT_TRUE(Index.effectsOf("f", "m.c").Known);
}

TEST(FunctionIndex, ADoubtfulDefinitionIsNoneWithoutADeclaration) {
  FunctionIndex Index;
  FunctionFacts Weak = function("f");
  Weak.Doubt = "it is weak";
  Index.add(unit("a.c", {Weak}));
  EXPECT_EQ(Index.effectsOf("f", "m.c").WhyNot, "in a.c it is weak");
  Index.declare("f", {{EffectKind::Errno}, "x.json"});
  auto Known = Index.effectsOf("f", "m.c").Known;
  ASSERT_TRUE(Known);
  EXPECT_TRUE(Known->Effects.contains(EffectKind::Errno));
  EXPECT_EQ(*Known->Trusts.begin(), "effects of 'f' (x.json)");
}

TEST(FunctionIndex, ModulesDoNotCallEachOther) {
  FunctionIndex Index;
  UnitFacts A = unit("a.c", {function("f")}), B = unit("b.c", {});
  A.Program = "PyInit_a";
  Index.add(A);
  EXPECT_TRUE(Index.effectsOf("f", "m.c").Known);
  B.Program = "PyInit_b";
  Index.add(B);
  EXPECT_FALSE(Index.effectsOf("f", "m.c").Known);
  EXPECT_FALSE(Index.effectsOf("f", "b.c").Known);
  EXPECT_TRUE(Index.effectsOf("f", "a.c").Known);
}

TEST(FactsJson, ReadsWhatItWrote) {
  UnitFacts Facts =
      unit("a.c", {function("f", {{"g", {"a.c", 2, 3}}}, {State})});
  Facts.Functions[0].Doubt = "it is weak";
  Facts.Sources = {{"a.c", "0123"}};
  Facts.Program = "main";
  nlohmann::json Written = toJson(Facts);
  UnitFacts Read = readFacts({Written, "report"});
  EXPECT_EQ(toJson(Read), Written);
  EXPECT_EQ(Read.Functions[0].Effects[0].What, "variable 'n'");
}
