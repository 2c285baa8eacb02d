//===- UnitArchive.h - the result of a unit as bytes -----------*- C++ -*-===//
#ifndef PYUNBOX_CACHE_UNITARCHIVE_H
#define PYUNBOX_CACHE_UNITARCHIVE_H

#include "Frontend/ParseUnit.h"
#include "Knowledge/FunctionIndex.h"
#include "Signature/Method.h"

#include <compare>
#include <string_view>

namespace pyunbox {

/// A row that lacks its wrapper's definition, and no more.
struct RowElsewhere {
  WrapperUse Use;
  RowObstacles Against;
};

/// A function, for people to read.
struct Definition {
  Location At;
  Excerpt Text;
};

/// All that the analysis of a unit yields.
struct UnitAnalysis {
  Unit Result;
  /// The main file as it was analysed; empty if the unit failed.
  std::string Content;
  /// Symbols of the functions that were asked for in other units.
  std::set<std::string> Asked;
  /// The methods that only lack their wrapper's definition, by their place.
  std::map<std::size_t, RowElsewhere> Elsewhere;
  /// If there are such, the linker's names of all that the unit defines.
  std::set<std::string> OwnSymbols;
  /// What was found of the wrappers that other units' tables use.
  std::map<WrapperUse, Method> ForOthers;
  /// The functions that other units can call, by symbol.
  std::map<std::string, Definition> Definitions;
  UnitInputs Inputs;
};

std::string toBytes(const UnitAnalysis &Analysis);
std::string toBytes(const std::set<WrapperUse> &Wanted);
/// Nothing if \p Bytes are not what toBytes wrote.
std::optional<UnitAnalysis> readUnitAnalysis(std::string_view Bytes);

/// What the index says of a function, as bytes that are equal if and only if
/// that is.
std::string toBytes(const FunctionIndex::Answer &Answer);

} // namespace pyunbox

#endif
