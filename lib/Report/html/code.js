// C sources with line numbers, colours and marks.

const tokens = new RegExp([
  /(\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*)/, // comment
  /((?:u8|[uUL])?"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|^[ \t]*#[ \t]*\w+)/, // text, directive
  /\b(auto|bool|break|case|char|const|constexpr|continue|default|do|double|else|enum|extern|false|float|for|goto|if|inline|int|long|namespace|noexcept|NULL|nullptr|return|short|signed|sizeof|static|struct|switch|template|true|typedef|union|unsigned|void|volatile|while|Py_ssize_t|PyObject|size_t)\b/,
  /\b(0[xX][\da-fA-F']+\w*|\d[\d.']*(?:[eE][+-]?\d+)?\w*)/,
].map((part) => part.source).join("|"), "gm");
const kinds = [null, "c", "s", "k", "n"];

/** One list of nodes for each line of `text`. */
function coloured(text) {
  const lines = [[]];
  const put = (piece, kind) => {
    for (const [index, line] of piece.split("\n").entries()) {
      if (index)
        lines.push([]);
      if (line)
        lines.at(-1).push(kind ? el("span", { class: "tok-" + kind }, line) : line);
    }
  };
  let at = 0;
  for (const match of text.matchAll(tokens)) {
    put(text.slice(at, match.index), null);
    put(match[0], kinds[match.findIndex((group, index) => index && group !== undefined)]);
    at = match.index + match[0].length;
  }
  put(text.slice(at), null);
  return lines;
}

/** `marks`: line number to { steps: [numbers], bad: bool }. */
function codeBlock(text, firstLine, marks, label) {
  const rows = coloured(text.replace(/\r/g, "")).map((line, index) => {
    const number = firstLine ? firstLine + index : null;
    const mark = marks?.get(number);
    const gutter = el("span", { class: "no" },
      (mark?.steps ?? []).slice(0, 1).map((step) => el("span", { class: "badge", title: "step " + mark.steps.join(", ") }, String(step))),
      number ? el("span", { class: "value" }, String(number)) : "");
    return el("span", { class: "row" + (mark ? mark.bad ? " bad" : " marked" : ""), "data-line": number },
      gutter, el("span", { class: "text" }, line.length ? line : " "));
  });
  return el("pre", { class: "code" + (firstLine ? "" : " plain"), tabindex: "0", role: "region", "aria-label": label },
    rows);
}
