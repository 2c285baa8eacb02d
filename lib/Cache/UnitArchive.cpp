#include "Cache/UnitArchive.h"

#include "Cache/Archive.h"

namespace pyunbox {

// Each names all members of a struct: one that is added to the struct makes the
// line here an error, not a part that is silently lost.

template <typename Archive, typename T>
concept Is = std::is_same_v<std::remove_const_t<Archive>, T>;

#define PYUNBOX_ARCHIVE(Struct, ...)                                           \
  template <typename Archive, Is<Struct> T>                                    \
  static void archive(Archive &Ar, T &X) {                                     \
    auto &[__VA_ARGS__] = X;                                                   \
    Ar(__VA_ARGS__);                                                           \
  }

PYUNBOX_ARCHIVE(Location, File, Line, Column)
PYUNBOX_ARCHIVE(CType, Kind, Spelling)
PYUNBOX_ARCHIVE(Argument, Name, Keyword, KeywordOnly, Type, Python, UnboxedBy,
                Default)
PYUNBOX_ARCHIVE(ResultItem, Type, Python)
PYUNBOX_ARCHIVE(Result, Type, Python, BoxedBy, Items)
PYUNBOX_ARCHIVE(FoundEffect, Kind, What, Where)
PYUNBOX_ARCHIVE(Effects, Raise, NeedsGil, State, Pure, Blocks, Retains,
                Evidence)
PYUNBOX_ARCHIVE(Callable, How, WhyNot)
PYUNBOX_ARCHIVE(Reason, Code, Message, Where, Hint)
PYUNBOX_ARCHIVE(Span, Begin, End)
PYUNBOX_ARCHIVE(RowMacro, Use, Text)
PYUNBOX_ARCHIVE(RowOverride, Index, Count, ListEnd, DeclEnd, AfterComma)
PYUNBOX_ARCHIVE(RowSite, Macro, Override, Braces, Name, Initializers,
                TrailingComma, DeclBegin)
PYUNBOX_ARCHIVE(EntryCode, Name, ReturnType, Parameters, Body, After)
PYUNBOX_ARCHIVE(WrapperUse, Symbol, Flags)
PYUNBOX_ARCHIVE(EntryElsewhere, Use, Symbol)
PYUNBOX_ARCHIVE(Remark, Message, Where)
PYUNBOX_ARCHIVE(Excerpt, At, Text, Omitted)
PYUNBOX_ARCHIVE(Decision, Accepted, Comment)
PYUNBOX_ARCHIVE(Method, Id, Module, Name, Table, Wrapper, Implementation, Flags,
                Typed, Suppressed, Rejection, Findings, Kind, Args, Returns,
                Bail, BailValue, Effect, Trusts, PyPy, CPython, PassesKeywords,
                ImplementationType, Elsewhere, Code, KeepsErrors, Row,
                NotRewritten, Record, NotPortable, RowAt, WrapperAt,
                ImplementationAt, ForeignImplementation, Doc, WrapperText,
                ImplementationText, Steps, Proposal, Decided)
PYUNBOX_ARCHIVE(Diagnostic, Severity, Message, Where)
PYUNBOX_ARCHIVE(FoundCall, Symbol, Where)
PYUNBOX_ARCHIVE(ReadParameter::Passed, Symbol, Parameter)
PYUNBOX_ARCHIVE(ReadParameter, Parameter, Returned, PassedOn)
PYUNBOX_ARCHIVE(FunctionFacts, Symbol, External, Doubt, Effects, Calls, Reads,
                Raises)
PYUNBOX_ARCHIVE(SourceFile, Path, Hash)
PYUNBOX_ARCHIVE(UnitFacts, Path, Sources, Program, Functions)
PYUNBOX_ARCHIVE(LeftOutLines, At, Directive, Last)
PYUNBOX_ARCHIVE(Unit, Path, State, Diagnostics, Methods, LeftOut, Facts,
                ContentHash, IsCxx, IncludeAt)
PYUNBOX_ARCHIVE(UnitInputs, Read, Present, Missing, Listed, ByCompiler)
PYUNBOX_ARCHIVE(RowObstacles, Any, Gil, Fast)
PYUNBOX_ARCHIVE(RowElsewhere, Use, Against)
PYUNBOX_ARCHIVE(Definition, At, Text)
PYUNBOX_ARCHIVE(UnitAnalysis, Result, Content, Asked, Elsewhere, OwnSymbols,
                ForOthers, Definitions, Inputs)
PYUNBOX_ARCHIVE(FunctionSummary, Effects, Trusts)
PYUNBOX_ARCHIVE(FunctionIndex::Answer, Known, WhyNot, Reads, Raises)

#undef PYUNBOX_ARCHIVE

std::string toBytes(const UnitAnalysis &Analysis) {
  ArchiveWriter Out;
  Out(Analysis);
  return Out.take();
}

std::string toBytes(const std::set<WrapperUse> &Wanted) {
  ArchiveWriter Out;
  Out(Wanted);
  return Out.take();
}

std::optional<UnitAnalysis> readUnitAnalysis(std::string_view Bytes) {
  ArchiveReader In(Bytes);
  UnitAnalysis Analysis;
  In(Analysis);
  if (!In.isComplete())
    return std::nullopt;
  return Analysis;
}

std::string toBytes(const FunctionIndex::Answer &Answer) {
  ArchiveWriter Out;
  Out(Answer);
  return Out.take();
}

} // namespace pyunbox
