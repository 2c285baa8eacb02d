//===- Summary.cpp - an analysis in numbers ---------------------*- C++ -*-===//

#include "Report/Summary.h"

namespace pyunbox {

static void count(Summary &S, const Method &M) {
  ++S.Methods;
  if (M.Typed) {
    ++S.Typed;
    ++S.ByEntry[std::string(spelling(M.Kind))];
    ++S.ByWay[std::string(spelling(M.PyPy.How))];
    ++S.ByWayOnCPython[std::string(spelling(M.CPython.How))];
    return;
  }
  ++S.Rejected;
  S.Suppressed += M.Suppressed;
  ++S.ByReason[M.Rejection ? M.Rejection->Code : "unknown"];
}

Summary summarize(const Analysis &A) {
  Summary S;
  for (EntryKind Kind :
       {EntryKind::Direct, EntryKind::Adapter, EntryKind::Specialized})
    S.ByEntry[std::string(spelling(Kind))] = 0;
  for (CallWay Way : {CallWay::Direct, CallWay::WithGil, CallWay::Boxed})
    S.ByWay[std::string(spelling(Way))] = 0;
  for (CallWay Way : {CallWay::FastCall, CallWay::Boxed})
    S.ByWayOnCPython[std::string(spelling(Way))] = 0;
  for (const Unit &U : A.Units) {
    ++S.Units;
    S.UnitsFailed += U.State == Unit::Status::Failed;
    for (const Method &M : U.Methods)
      count(S, M);
  }
  return S;
}

} // namespace pyunbox
