// C sources with line numbers, colours and marks.

const tokens = new RegExp([
  /(\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|\/\/[^\n]*)/, // comment
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

function codeRow(state, gutter, line, place) {
  return el("span", { class: "row " + state, ...place }, el("span", { class: "no" }, gutter),
    el("span", { class: "text" }, line.length ? line : " "));
}

function codePart(kind, rows, label) {
  return el("pre", { class: "code " + kind, tabindex: "0", role: "region", "aria-label": label }, rows);
}

function stepsInShort(steps) {
  return steps.length > 1 ? `${steps[0]}–${steps.at(-1)}` : String(steps[0]);
}

/** `marks`: line number to { steps: [numbers], bad: bool }. */
function codeBlock(source, marks, label) {
  const rows = coloured(source.text.replace(/\r/g, "")).map((line, index) => {
    const number = source.line + index;
    const mark = marks.get(number);
    const gutter = [
      mark?.steps.length ? el("span", { class: "badge", title: "step " + mark.steps.join(", ") }, stepsInShort(mark.steps)) : null,
      el("span", { class: "value" }, String(number))].filter(Boolean);
    return codeRow(mark ? mark.bad ? "bad" : "marked" : "", gutter, line, { "data-file": source.file, "data-line": number });
  });
  return codePart("", rows, label);
}

const diffStates = { "+": "added", "-": "gone", "@": "hunk" };

/** A unified diff of one file, without the lines that name it. */
function diffBlock(diff, label) {
  const lines = diff.replace(/\r/g, "").replace(/\n$/, "").split("\n").slice(2);
  const code = coloured(lines.map((line) => (line[0] === "@" ? "" : line.slice(1))).join("\n"));
  return codePart("diff", lines.map((line, index) =>
    codeRow(diffStates[line[0]] ?? "", line[0] === "@" ? "" : line[0], line[0] === "@" ? line : code[index], {})), label);
}
