//===- Constants.h - values as C constants ----------------------*- C++ -*-===//
//
// Every constant is exact, valid in C99 and C++11 as an initializer (elsewhere
// it wants parentheses), and draws no warning.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_REWRITE_CONSTANTS_H
#define PYUNBOX_REWRITE_CONSTANTS_H

#include "Signature/Method.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace pyunbox {

std::string integerConstant(std::int64_t Value);

/// Infinities and NaN by the names of math.h, which Python.h includes.
std::string floatConstant(double Value);

std::string bailConstant(const BailNumber &Value);

/// \p Text as a string literal, quotes included.
std::string stringLiteral(std::string_view Text);

} // namespace pyunbox

#endif
