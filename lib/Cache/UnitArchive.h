//===- UnitArchive.h - the result of a unit as bytes -----------*- C++ -*-===//
#ifndef PYUNBOX_CACHE_UNITARCHIVE_H
#define PYUNBOX_CACHE_UNITARCHIVE_H

#include "Frontend/ParseUnit.h"
#include "Knowledge/FunctionIndex.h"
#include "Signature/Method.h"

#include <string_view>

namespace pyunbox {

/// All that the analysis of a unit yields.
struct UnitAnalysis {
  Unit Result;
  /// The main file as it was analysed; empty if the unit failed.
  std::string Content;
  /// Symbols of the functions that were asked for in other units.
  std::set<std::string> Asked;
  UnitInputs Inputs;
};

std::string toBytes(const UnitAnalysis &Analysis);
/// Nothing if \p Bytes are not what toBytes wrote.
std::optional<UnitAnalysis> readUnitAnalysis(std::string_view Bytes);

/// What the index says of a function, as bytes that are equal if and only if
/// that is.
std::string toBytes(const FunctionIndex::Answer &Answer);

} // namespace pyunbox

#endif
