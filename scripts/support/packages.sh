# Sourced by scripts/setup: installs Debian packages, but only missing ones.

# What each group is for:
#   the tool; the extensions it is tried on; the tests and checks.
packages=(
  cmake ninja-build ccache git make
  clang-19 lld-19 llvm-19-dev libclang-19-dev libclang-rt-19-dev
  zlib1g-dev libzstd-dev libfmt-dev nlohmann-json3-dev
  gcc g++ python3 python3-dev python3-venv pypy3 pypy3-dev pypy3-venv
  ca-certificates
  llvm-19-tools libgtest-dev libffi-dev pkg-config clang-format-19 clang-tidy-19
  python3-jsonschema chromium patch swig
)

missing_packages() {
  # Removed packages print another status; unknown ones nothing, and make the
  # query fail.
  local installed
  installed=$({ dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true; } |
    sed -n 's/^installed //p')
  local name
  for name in "$@"; do
    grep -qxF "$name" <<<"$installed" || echo "$name"
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "packages must be installed: run this as root, or install sudo"
  fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "$@"
}

install_packages() {
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    fail "this is not Debian; CONTRIBUTING.md lists what the build needs"
  local missing
  mapfile -t missing < <(missing_packages "${packages[@]}")
  [ "${#missing[@]}" = 0 ] && return
  step "installing ${#missing[@]} Debian packages: ${missing[*]}"
  local log
  log=$(mktemp -t pyunbox-apt-XXXXXX.log)
  # Fresh machines and containers have no package lists, others old ones.
  if ! apt_install "${missing[@]}" >"$log" 2>&1; then
    quietly "$log" as_root apt-get update
    quietly "$log" apt_install "${missing[@]}"
  fi
  rm -f "$log"
}
