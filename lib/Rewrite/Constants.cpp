//===- Constants.cpp - values as C constants --------------------*- C++ -*-===//

#include "Rewrite/Constants.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace pyunbox {

std::string integerConstant(std::int64_t Value) {
  // The digits of the lowest value do not fit, only those of its neighbour.
  if (Value == std::numeric_limits<std::int64_t>::min())
    return "-9223372036854775807LL - 1";
  bool Wide = Value > std::numeric_limits<std::int32_t>::max() ||
              Value < -std::numeric_limits<std::int32_t>::max();
  return std::to_string(Value) + (Wide ? "LL" : "");
}

std::string floatConstant(double Value) {
  if (std::isnan(Value))
    return "NAN";
  if (std::isinf(Value))
    return Value < 0 ? "-HUGE_VAL" : "HUGE_VAL";
  // The shortest decimal that reads back as the same value: hexadecimal
  // constants came to C++ only in 2017.
  std::string Text = fmt::format("{}", Value);
  if (Text.find_first_of(".e") == Text.npos)
    Text += ".0";
  return Text;
}

std::string bailConstant(const BailNumber &Value) {
  if (const auto *Number = std::get_if<double>(&Value))
    return floatConstant(*Number);
  return integerConstant(std::get<std::int64_t>(Value));
}

std::string stringLiteral(std::string_view Text) {
  std::string Literal = "\"";
  for (char C : Text) {
    auto Byte = static_cast<unsigned char>(C);
    if (C == '"' || C == '\\')
      Literal += fmt::format("\\{}", C);
    else if (C == '?') // never a trigraph
      Literal += "\\?";
    else if (Byte < 0x20 || Byte >= 0x7f)
      Literal += fmt::format("\\{:03o}", Byte); // no longer than three digits
    else
      Literal += C;
  }
  return Literal + "\"";
}

} // namespace pyunbox
