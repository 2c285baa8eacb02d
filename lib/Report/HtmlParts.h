//===- HtmlParts.h - the files of html/, in the program ---------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_HTMLPARTS_H
#define PYUNBOX_REPORT_HTMLPARTS_H

#include <string_view>

namespace pyunbox::html {

extern const std::string_view Page, Style, Script;

} // namespace pyunbox::html

#endif
