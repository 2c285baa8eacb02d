//===- AstWalk.h - one walk over declarations and statements ---*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_ASTWALK_H
#define PYUNBOX_FRONTEND_ASTWALK_H

namespace clang {
class Decl;
class Stmt;
class TypeLoc;
} // namespace clang

namespace pyunbox {

/// Whether \p D, with all that is inside it, evaluates nothing and defines no
/// variable: in C, a prototype, or a type, outside all functions. Most of what
/// headers hold is.
bool isBare(const clang::Decl *D);

/// A walk over a part of the syntax tree, parents before children, implicit
/// code of C++ included. A base class: each instance of the template
/// clang::RecursiveASTVisitor takes long to compile, so there is one.
///
/// An initializer list has a form as it was written and one as it is meant;
/// where they differ, each is walked once. (Visiting both forms of each list
/// inside both forms of the list around it takes exponential time.)
class AstWalk {
public:
  AstWalk() = default;
  AstWalk(const AstWalk &) = delete;
  AstWalk &operator=(const AstWalk &) = delete;
  virtual ~AstWalk();

  void walk(const clang::Decl *D);
  void walk(const clang::Stmt *S);

  /// Called for each node; whether what is inside it is to be walked.
  virtual bool enter(const clang::Decl *D);
  virtual bool enter(const clang::Stmt *S);
  /// Called for each declaration that was entered, after what is inside it.
  virtual void leave(const clang::Decl *D);
  /// Called for each type that is written in the code.
  virtual void visit(const clang::TypeLoc &Type);
};

} // namespace pyunbox

#endif
