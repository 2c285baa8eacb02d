# Sourced by the other scripts: how they tell what they do. Everything goes to
# stderr; colours only on a terminal.

if [ -t 2 ] && [ "${TERM:-dumb}" != dumb ]; then
  bold=$(printf '\033[1m') red=$(printf '\033[31m') plain=$(printf '\033[0m')
else
  bold= red= plain=
fi

step() { printf '%s==> %s%s\n' "$bold" "$*" "$plain" >&2; }

fail() {
  printf '%s%s: %s%s\n' "$red" "${0##*/}" "$*" "$plain" >&2
  exit 1
}

# quietly LOG COMMAND...: shows the command's output only if it fails.
quietly() {
  local log=$1
  shift
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    fail "'$*' failed; its whole output is in $log"
  fi
}
