//===- Names.cpp - C identifiers for generated objects ----------*- C++ -*-===//

#include "Rewrite/Names.h"

#include "Rewrite/Scan.h"

#include <algorithm>
#include <cctype>

namespace pyunbox {

/// What all generated names begin with.
static constexpr std::string_view Prefix = "pyunbox";

/// Appends "_" and \p Text to the identifier \p Id. No two underscores stand
/// in a row, which C++ reserves, and none at the end.
static void append(std::string &Id, std::string_view Text) {
  bool Gap = true;
  for (char C : Text) {
    if (C == '_' || !isWord(C)) {
      Gap = true;
      continue;
    }
    if (Gap)
      Id += '_';
    Gap = false;
    Id += C;
  }
}

static std::vector<std::string> parts(const std::string &Id) {
  return {
      Id,          Id + "_args",   Id + "_tail",       Id + "_fast",
      Id + "_gil", Id + "_record", Id + "_type_check", Id + "_layout_check"};
}

Names::Names(std::string_view Content) {
  for (std::size_t At = Content.find(Prefix); At != Content.npos;
       At = Content.find(Prefix, At + 1)) {
    std::size_t End = At;
    while (End < Content.size() && isWord(Content[End]))
      ++End;
    if (At == 0 || !isWord(Content[At - 1]))
      reserve(std::string(Content.substr(At, End - At)));
  }
}

std::string Names::record(const Method &M) {
  std::string Base(Prefix);
  append(Base, M.Table);
  append(Base, M.Name);
  std::string Id = Base;
  for (unsigned Number = 2;; ++Number) {
    std::vector<std::string> Parts = parts(Id);
    if (std::none_of(Parts.begin(), Parts.end(), [&](const std::string &Part) {
          return Taken.contains(Part);
        })) {
      Taken.insert(Parts.begin(), Parts.end());
      return Id;
    }
    Id = Base + "_" + std::to_string(Number);
  }
}

} // namespace pyunbox
