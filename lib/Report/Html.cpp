#include "Report/Html.h"

#include "Report/Bugs.h"
#include "Report/HtmlParts.h"
#include "Report/Json.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace pyunbox {

/// Replaces the one occurrence of \p Mark.
static void put(std::string &Page, std::string_view Mark,
                std::string_view Text) {
  if (std::size_t At = Page.find(Mark); At != std::string::npos)
    Page.replace(At, Mark.size(), Text);
}

/// In a script element HTML would see an end tag or a comment in a source.
static std::string withoutTags(const std::string &Json) {
  std::string Safe;
  Safe.reserve(Json.size());
  for (char C : Json)
    if (C == '<')
      Safe += "\\u003c";
    else
      Safe += C;
  return Safe;
}

std::string toHtml(const Analysis &A, const std::string &DocsUrl) {
  std::string Page(html::Page);
  put(Page, "/*STYLE*/", html::Style);
  put(Page, "/*SCRIPT*/", html::Script);
  put(Page, "/*BUGS*/", fmt::format("\"{}\"", fmt::join(bugCodes(), "\", \"")));
  put(Page, "/*DOCS*/", withoutTags(nlohmann::json(DocsUrl).dump()));
  // Last: sources may hold anything.
  put(Page, "/*REPORT*/", withoutTags(toJson(A)));
  return Page;
}

} // namespace pyunbox
