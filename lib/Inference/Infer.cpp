#include "Inference/Infer.h"

#include "Inference/AstQueries.h"
#include "Inference/Configuration.h"
#include "Inference/CopySafety.h"
#include "Inference/Definitions.h"
#include "Inference/Forms.h"
#include "Inference/Forwarding.h"
#include "Inference/Memory.h"
#include "Inference/Residual.h"
#include "Inference/ResultType.h"
#include "Inference/Rules.h"
#include "Inference/Steps.h"
#include "Inference/UnitContext.h"
#include "Inference/Verdict.h"
#include "Mining/MethodTables.h"
#include "Signature/MethodFlags.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"

using namespace clang;

namespace pyunbox {

namespace {

std::optional<Convention> conventionOf(std::int64_t Flags) {
  switch (Flags & ~(MethClass | MethStatic | MethCoexist | MethTyped)) {
  case MethVarArgs:
    return Convention::VarArgs;
  case MethVarArgs | MethKeywords:
  case MethKeywords:
    return Convention::VarArgsKeywords;
  case MethNoArgs:
    return Convention::NoArgs;
  case MethO:
    return Convention::O;
  case MethFastCall:
    return Convention::FastCall;
  case MethFastCall | MethKeywords:
    return Convention::FastCallKeywords;
  default:
    return std::nullopt;
  }
}

/// Whether C code that yields this number of this machine for a \p Kind yields
/// it on others: where a long has 32 bits, and a char another sign.
bool isPortable(const DefaultValue &Default, CKind Kind) {
  if (std::holds_alternative<double>(Default))
    return true;
  if (const auto *Unsigned = std::get_if<std::uint64_t>(&Default))
    return *Unsigned <= UINT32_MAX;
  auto Number = std::get<std::int64_t>(Default);
  return Kind == CKind::Char ? Number >= 0 && Number <= INT8_MAX
                             : Number >= INT32_MIN && Number <= INT32_MAX;
}

class Inferrer {
public:
  Inferrer(const MinedRow &Row, const std::string &EntryName,
           const UnitContext &Unit, EffectAnalysis &Effects,
           ConfigurationAnalysis &Configurations)
      : Row(Row), EntryName(EntryName), Unit(Unit), Effects(Effects),
        Configurations(Configurations) {}

  Method run() {
    describeRow();
    if (std::optional<Issue> Against = infer()) {
      M.Typed = false;
      const ReasonInfo &Info = reasonInfo(Against->Code);
      M.Rejection = Reason{std::string(Info.Code), Against->Message,
                           Unit.locate(Against->Where), std::string(Info.Help)};
      if (Proved)
        M.Steps = stepsTo(Against->Where, Row.Wrapper, *Proved, Unit);
    } else {
      M.Steps = stepsOf(*Proved, M.Args, Unit);
    }
    return std::move(M);
  }

private:
  void describeRow();
  std::optional<Issue> infer();
  void describeArguments(const Proof &P);
  void describeImplementation(const FunctionDecl *F);
  void describePortability(const Proof &P, bool IsCopy);
  bool isDeclaredBefore(const FunctionDecl *F, SourceLocation Where) const {
    // A declaration inside a function is not seen outside it.
    return llvm::any_of(F->redecls(), [&](const FunctionDecl *Declared) {
      return Declared->getLexicalDeclContext()->isFileContext() &&
             Unit.Sources.isBeforeInTranslationUnit(Declared->getLocation(),
                                                    Where);
    });
  }

  const MinedRow &Row;
  const std::string &EntryName;
  const UnitContext &Unit;
  EffectAnalysis &Effects;
  ConfigurationAnalysis &Configurations;
  Method M;
  std::optional<Proof> Proved; ///< set once the wrapper was interpreted
};

void Inferrer::describeRow() {
  M.Module = Row.Module;
  M.Name = Row.Name;
  M.Table = Row.Table ? Row.Table->getNameAsString() : "";
  M.Flags = Row.FlagsText;
  M.Doc = Row.Doc;
  M.RowAt = Unit.locate(Row.Where);
  M.Row = Row.Site;
  M.NotRewritten = Row.NotRewritable;
  M.Record = Row.Record;
  M.Id = fmt::format("{}.{}{}{}", Row.Module.empty() ? M.Table : Row.Module,
                     Row.Type, Row.Type.empty() ? "" : ".", Row.Name);
  if (Row.Wrapper) {
    M.Wrapper = Row.Wrapper->getNameAsString();
    M.WrapperAt = Unit.locate(Row.Wrapper->getLocation());
    M.WrapperText = Unit.excerpt(Row.Wrapper->getSourceRange());
  }
}

void Inferrer::describeArguments(const Proof &P) {
  for (const FoundArgument &Found : P.Args) {
    Argument A;
    A.Name = Found.Name;
    A.Keyword = Found.Keyword;
    A.Type = Found.UnboxedBy->Type;
    A.KeywordOnly = Found.KeywordOnly;
    A.Python = Found.Guard;
    A.UnboxedBy = Found.UnboxedBy->Name;
    A.Default = Found.Default;
    M.Args.push_back(std::move(A));
  }
}

void Inferrer::describeImplementation(const FunctionDecl *F) {
  M.Implementation = F->getNameAsString();
  M.ImplementationAt = Unit.locate(F->getLocation());
  const FunctionDecl *Shown = F;
  if (!F->hasBody(Shown))
    M.ForeignImplementation = Effects.symbolOf(F);
  M.ImplementationText = Unit.excerpt(Shown->getSourceRange());
  PrintingPolicy Policy = Unit.AST.getPrintingPolicy();
  std::string Parameters;
  for (const ParmVarDecl *Parameter : F->parameters())
    Parameters += (Parameters.empty() ? "" : ", ") +
                  Parameter->getType().getUnqualifiedType().getAsString(Policy);
  M.ImplementationType =
      fmt::format("{} ({})", F->getReturnType().getAsString(Policy),
                  Parameters.empty() ? "void" : Parameters);
}

/// What \p S tests, if its outcome can decide which code is reached; else null.
static const Expr *testOf(const Stmt *S) {
  if (const auto *Operation = dyn_cast<BinaryOperator>(S))
    return Operation->isComparisonOp() || Operation->isLogicalOp() ? Operation
                                                                   : nullptr;
  if (const auto *If = dyn_cast<IfStmt>(S))
    return If->getCond();
  if (const auto *Select = dyn_cast<AbstractConditionalOperator>(S))
    return Select->getCond();
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return While->getCond();
  if (const auto *Do = dyn_cast<DoStmt>(S))
    return Do->getCond();
  if (const auto *For = dyn_cast<ForStmt>(S))
    return For->getCond();
  if (const auto *Switch = dyn_cast<SwitchStmt>(S))
    return Switch->getCond();
  return nullptr;
}

/// Which numbers of this machine are in the record or the entry.
void Inferrer::describePortability(const Proof &P, bool IsCopy) {
  if (!Row.Table) {
    M.NotPortable = {fmt::format("'{}' stands in another file, which may be "
                                 "another in another build; pyunbox cc, which "
                                 "sees this build alone, rewrites it",
                                 M.Wrapper),
                     M.WrapperAt};
    return;
  }
  M.NotPortable = Configurations.varyingPart(Row);
  if (Row.Site && Row.Site->Override)
    M.NotPortable = {
        "the row stands in an included file, and can be overridden "
        "in this build alone; pyunbox cc does that",
        M.RowAt};
  if (!M.NotPortable && P.AllEffects.OfOtherUnits &&
      (M.PyPy.How != CallWay::Boxed || IsCopy))
    M.NotPortable = {fmt::format("what '{}' does stands in another file, which "
                                 "may be another in another build; pyunbox cc, "
                                 "which sees this build alone, rewrites it",
                                 M.Implementation),
                     M.ImplementationAt};
  if (M.NotPortable)
    return;
  const Stmt *Body = Row.Wrapper->getBody();
  for (const Argument &A : M.Args)
    if (A.Default && !isPortable(*A.Default, A.Type.Kind))
      M.NotPortable = {
          fmt::format("the default of '{}' may be another number on another "
                      "machine",
                      A.Name),
          M.WrapperAt};
  bool Frozen = !IsCopy || llvm::any_of(M.Args, [](const Argument &A) {
    return A.Default.has_value();
  });
  std::optional<Remark> Number = Configurations.machineNumber(Body);
  // Of the helpers' code, what is in the entry is not always a copy.
  P.forEachFunction([&](const BodyFacts &Facts) {
    for (const auto &[Call, Followed] : Facts.Followed) {
      if (!Number)
        Number = Configurations.machineNumber(Followed.Callee->getBody());
      for (const ParmVarDecl *Parameter : Followed.Callee->parameters())
        if (!Number && Parameter->hasInit())
          Number = Configurations.machineNumber(Parameter->getInit());
    }
    Frozen |= !Facts.Followed.empty();
  });
  // In a copy a number keeps its name, but a test that it decides is left out.
  bool Decides = findNode(Body, [&](const Stmt *S) {
    const Expr *Test = testOf(S);
    if (!Test)
      return false;
    auto Known = P.Values.find(strip(Test));
    return Known != P.Values.end() && Known->second.is(Value::Kind::Number) &&
           Configurations.machineNumber(Test);
  });
  if (!M.NotPortable && (Frozen || Decides))
    M.NotPortable = Number;
}

/// Whether compilers say something wherever \p F is named.
static bool warnsWhereNamed(const FunctionDecl *F) {
  return F->hasAttr<DeprecatedAttr>() || F->hasAttr<ErrorAttr>() ||
         F->hasAttr<UnavailableAttr>() || F->hasAttr<DiagnoseIfAttr>();
}

std::optional<Issue> Inferrer::infer() {
  if (!Row.Wrapper)
    return Issue{ReasonCode::WrapperUnknown,
                 "the table entry does not name a function", Row.Where};
  if (Row.UsedAt.isValid() && heeds(Rule::TableUntouched))
    return Issue{ReasonCode::TableUsed, "the table is used here", Row.UsedAt};
  const CompilerUse *Use = Unit.compilerUse(Row.Site ? Unit.rangeOf(*Row.Site)
                                                     : SourceRange(Row.Where));
  if (Use && heeds(Rule::CompilerIndependent))
    return Issue{ReasonCode::CompilerIdentity,
                 fmt::format("{} here depends on the compiler", Use->second),
                 Row.Where};
  if (const std::string &Other = Unit.otherCompilation();
      !Other.empty() && heeds(Rule::CompilerIndependent))
    return Issue{ReasonCode::CompilerIdentity,
                 fmt::format("the compiler compiles otherwise than its command "
                             "says: {}",
                             Other),
                 Row.Where};
  if (auto At = Unit.assembly(); At && heeds(Rule::KnownCalls))
    return Issue{ReasonCode::UnsupportedC,
                 "assembly outside all functions may give names other meanings",
                 *At};
  auto Calls = conventionOf(Row.Flags);
  if (!Calls)
    return Issue{ReasonCode::Convention,
                 fmt::format("the flags {} are not handled", M.Flags),
                 Row.Where};
  if (!Row.Wrapper->hasBody())
    return Issue{ReasonCode::WrapperNotDefined,
                 fmt::format("'{}' is not defined in this file", M.Wrapper),
                 Row.Where};
  if (!certainDefinition(Row.Wrapper) && heeds(Rule::KnownCalls))
    return Issue{ReasonCode::WrapperNotDefined,
                 fmt::format("'{}' may be another function once it is linked",
                             M.Wrapper),
                 Row.Where};
  if (std::string Met = metKeyword(Unit); !Met.empty())
    return Issue{ReasonCode::CopyUnsafe, Met, Row.Where};
  WrapperTask Task{Row.Wrapper, *Calls};
  const Proof &P = Proved.emplace(prove(Task, Unit, Effects));
  if (!P.Issues.empty())
    return P.Issues.front();
  if (auto Against = misuseOfMemory(Row.Wrapper, P, Unit, Effects))
    return Against;
  ResultType Type = resultTypeOf(P, Unit);
  if (Type.Against)
    return Type.Against;

  if (P.DroppedUnits)
    M.Findings.push_back(
        {std::string(reasonInfo(ReasonCode::FormatMismatch).Code),
         "the format has more units than there are variables: an argument for "
         "the last ones is written through a stray pointer",
         Unit.locate(Row.Wrapper->getLocation()),
         std::string(reasonInfo(ReasonCode::FormatMismatch).Help)});
  describeArguments(P);
  auto Call = forwardedCall(P, Type, Unit);
  auto Followed = followedForward(P, Type);
  const FunctionDecl *Implementation =
      !Call && Followed && isOfCValues(*Followed) ? Followed->Callee
                                                  : implementationOf(P);
  if (Implementation)
    describeImplementation(Implementation);
  // A record names the implementation, and stands before the table. Where the
  // table stands in another file, the symbol must do.
  bool InOrder = Call && isInOrder(*Call, M.Args);
  bool Visible =
      Implementation &&
      (Row.Table ? isDeclaredBefore(Implementation, Row.Table->getBeginLoc())
                 : InOrder && !P.ReleasesGil &&
                       isCallableElsewhere(*Call, Row.Wrapper));
  // The copy of a call may be told not to.
  if (Implementation && warnsWhereNamed(Implementation))
    Visible = false;
  bool Forwards = Visible && Call && isAllThereIs(*Call, P, Unit) &&
                  (InOrder || canBeWritten(*Call, Unit));
  if (Forwards && InOrder)
    M.Kind = EntryKind::Direct;
  else
    M.Kind = Implementation ? EntryKind::Adapter : EntryKind::Specialized;
  M.Returns = Call ? Call->Returns : Type.Returns;
  M.PassesKeywords = *Calls == Convention::VarArgsKeywords;
  const bool HasNoEffect =
      decideCall(P, Row.Wrapper, Row.Table || Forwards, Unit, Effects, M);
  if (Row.Table)
    heed(obstaclesOf(Row, Unit), M);
  // These functions make the call themselves.
  if (Forwards && (!canBeWritten(*Call, Unit) ||
                   Call->Callee->getReturnType()->isScopedEnumeralType()))
    for (Callable *Way : {&M.PyPy, &M.CPython})
      if (Way->How == CallWay::FastCall || Way->How == CallWay::WithGil)
        *Way = {CallWay::Boxed, both(Way->WhyNot, "an enum is passed")};
  M.Typed = true;
  // Code that releases the GIL must have it, and is made as it stands.
  if (P.ReleasesGil && !Forwards && M.PyPy.How == CallWay::Direct)
    M.PyPy = {CallWay::WithGil, "it releases the GIL, and its code cannot be "
                                "copied without that"};
  const bool Direct = M.PyPy.How == CallWay::Direct;
  const bool WithGil = M.PyPy.How == CallWay::WithGil;
  const bool Fast = M.CPython.How == CallWay::FastCall;
  describePortability(P, /*IsCopy=*/!Forwards && (Direct || WithGil || Fast));
  if (!Direct && !WithGil && !Fast)
    return std::nullopt;
  auto callBoxed = [this](const std::string &Why) {
    for (Callable *Call : {&M.PyPy, &M.CPython})
      if (Call->How != CallWay::Boxed)
        *Call = {CallWay::Boxed, both(Call->WhyNot, Why)};
    return std::nullopt;
  };
  if (((Unit.relaxesMath() && Unit.mayUseFloatingPoint(Row.Wrapper)) ||
       hasAttributesOfItsOwn(Row.Wrapper, Unit)) &&
      heeds(Rule::StrictMath)) {
    std::string Why = "the entry and the wrapper may round differently";
    if (!Unit.tunedBy().empty())
      Why += fmt::format(" ({})", Unit.tunedBy());
    Issue Relaxed{ReasonCode::FastMath, Why, Row.Wrapper->getLocation()};
    if (!Direct)
      return callBoxed(Relaxed.Message);
    return Relaxed;
  }
  // What cannot be done twice raises itself.
  const bool Raises =
      WithGil || (Fast && (!HasNoEffect || (P.ReleasesGil && !Forwards)));
  // The call is made as the wrapper makes it, which lets other threads run.
  const bool Around = Raises && P.ReleasesGil;
  if (Forwards && !Row.Table) {
    M.Elsewhere = {{Effects.symbolOf(Row.Wrapper), Row.Flags},
                   Effects.symbolOf(Implementation)};
    // Typedefs may be others there.
    for (Argument &A : M.Args)
      A.Type = plainType(A.Type.Kind);
    M.Returns.Type = plainType(M.Returns.Type.Kind);
  }
  if (M.Kind == EntryKind::Direct && !Around)
    return std::nullopt;
  if (Forwards && !Around) {
    M.Code = forwardingEntry(*Call, M.Args, EntryName, Unit);
    auto Body = Unit.mainSpan(Row.Wrapper->getBody()->getSourceRange());
    if (Body && isDeclaredBefore(Implementation, Row.Wrapper->getBeginLoc()))
      M.Code->After = Body->End;
    return std::nullopt;
  }

  // The forms were compared by the call that they make.
  if (P.SeveralForms && (Call || !Followed))
    return callBoxed("it looks for omitted arguments by hand, and may raise");
  if (Raises && Followed && !isAllOf(Task.Wrapper, Followed->Site) &&
      heeds(Rule::KeepsEffects))
    return callBoxed("its entry cannot be written: the helper that returns its "
                     "result is not all that it calls");
  Carrier Returns{Type.Returns, Type.Bail != BailOut::Never};
  if (!Raises)
    Returns.Returns.Type = Type.Carrier;
  Computation What{Task.Wrapper, P, {}, Raises};
  Computation Inside = Followed
                           ? Computation{Followed->Callee, *Followed->Inside,
                                         Followed->Args, Raises}
                           : What;
  auto Made = makeResidual(Inside, M.Args, Returns, EntryName, Unit);
  if (auto *Against = std::get_if<Issue>(&Made)) {
    // That the wrapper stands in an included file says nothing against it.
    bool Elsewhere = !Unit.mainSpan(Row.Wrapper->getBody()->getSourceRange());
    if (P.Followed.empty() && Direct && !(Implementation && Elsewhere))
      return *Against;
    // The signature holds all the same.
    return callBoxed(
        fmt::format("its entry cannot be written: {}", Against->Message));
  }
  M.KeepsErrors = Raises;
  M.Returns.Type = Returns.Returns.Type;
  if (!Raises) {
    M.Bail = Type.Bail;
    M.BailValue = Type.BailValue;
  }
  M.Code = std::get<EntryCode>(std::move(Made));
  return std::nullopt;
}

} // namespace

Method inferMethod(const MinedRow &Row, const std::string &EntryName,
                   const UnitContext &Unit, EffectAnalysis &Effects,
                   ConfigurationAnalysis &Configurations) {
  return Inferrer(Row, EntryName, Unit, Effects, Configurations).run();
}

} // namespace pyunbox
