// Distributions have fmt as a shared library only; the engine brings its own,
// so that it runs where fmt is not installed.
#include <fmt/format-inl.h>

FMT_BEGIN_NAMESPACE
namespace detail {
// What <fmt/format.h> declares and leaves to the library.
template auto thousands_sep_impl<char>(locale_ref)
    -> thousands_sep_result<char>;
template auto decimal_point_impl(locale_ref) -> char;
template auto dragonbox::to_decimal(float X) noexcept
    -> dragonbox::decimal_fp<float>;
template auto dragonbox::to_decimal(double X) noexcept
    -> dragonbox::decimal_fp<double>;
} // namespace detail
FMT_END_NAMESPACE
