//===- Sample.h - units made by hand ----------------------------*- C++ -*-===//
#ifndef PYUNBOX_TEST_UNIT_SAMPLE_H
#define PYUNBOX_TEST_UNIT_SAMPLE_H

#include "Signature/Method.h"

#include <string>
#include <string_view>

namespace pyunbox::test {

/// Offset of \p Text, which must occur, in \p Source.
unsigned offset(std::string_view Source, std::string_view Text);
/// Offset past \p Text.
unsigned past(std::string_view Source, std::string_view Text);

/// The site of the row that is written as \p Row in \p Source; its first
/// initializer is a string literal, \p Table is how its declaration begins.
RowSite rowSite(std::string_view Source, std::string_view Row,
                std::string_view Table = "static PyMethodDef");

/// inc(int) -> int with the direct entry inc_impl, without a row.
Method incMethod();

/// The C source of a small module whose one method is inc.
std::string_view incSource();
/// Its analysis: the row, the include, the hash.
Unit incUnit();

} // namespace pyunbox::test

#endif
