/* pyunbox/pyunbox.hpp - entries as typed function pointers. C++11. */
#ifndef PYUNBOX_PYUNBOX_HPP
#define PYUNBOX_PYUNBOX_HPP

#include <pyunbox/pyunbox.h>

#include <type_traits>

namespace pyunbox {

/* The record's code of the arithmetic type T, and of void. */
template <class T> constexpr int typeCode() {
  return (std::is_void<T>::value             ? PYUNBOX_KIND_VOID
          : std::is_same<T, bool>::value     ? PYUNBOX_KIND_BOOL
          : std::is_floating_point<T>::value ? PYUNBOX_KIND_FLOAT
          : std::is_signed<T>::value         ? PYUNBOX_KIND_SIGNED
                                             : PYUNBOX_KIND_UNSIGNED) *
             256 +
         static_cast<int>(
             sizeof(typename std::conditional<std::is_void<T>::value, char,
                                              T>::type) *
             (std::is_void<T>::value ? 0 : 1));
}

/* The code of a parameter; of a pointer, it is none that an argument has. */
template <class T> constexpr int parameterCode() {
  static_assert(
      std::is_arithmetic<typename std::remove_pointer<T>::type>::value,
      "entries take numbers, and pointers to where numbers go");
  return typeCode<typename std::remove_pointer<T>::type>() +
         (std::is_pointer<T>::value ? 0x10000 : 0);
}

template <class Function> struct FunctionType;
template <class Result, class... Arguments>
struct FunctionType<Result(Arguments...)> {
  static_assert(std::is_void<Result>::value ||
                    std::is_arithmetic<Result>::value,
                "entries return numbers or nothing");
  static bool isThatOf(const pyunbox_signature &signature) {
    const int codes[] = {parameterCode<Arguments>()..., 0};
    const size_t nitems = pyunbox_nitems(&signature);
    if ((nitems ? typeCode<int>() : signature.result) != typeCode<Result>() ||
        signature.nargs + nitems != sizeof...(Arguments))
      return false;
    for (size_t i = 0; i < sizeof...(Arguments); ++i)
      if (signature.args[i].type + (i < signature.nargs ? 0 : 0x10000) !=
          codes[i])
        return false;
    return true;
  }
};

/* The entry as a pointer to `Function`, such as double(double, int), if it has
 * that type and may be called; nullptr otherwise. One whose method returns a
 * tuple is an int(double, double *, long *). The caller keeps to the ranges of
 * the Python types and asks bailedOut() about each result. */
template <class Function> Function *entry(const pyunbox_signature *signature) {
  if (!signature || pyunbox_why_boxed(signature) ||
      !FunctionType<Function>::isThatOf(*signature))
    return nullptr;
  return reinterpret_cast<Function *>(signature->entry);
}

/* Whether an entry that returned `result` asks for the boxed call. */
template <class Result>
bool bailedOut(const pyunbox_signature &signature, Result result) {
  static_assert(std::is_arithmetic<Result>::value, "the result of an entry");
  if (signature.bail == PYUNBOX_BAIL_NEVER)
    return false;
  return std::is_floating_point<Result>::value
             ? result == static_cast<Result>(signature.bail_float)
             : result == static_cast<Result>(signature.bail_int);
}

} // namespace pyunbox

#endif
