// What the page shows: the report, what is looked for in it, what was decided.

const report = JSON.parse(document.getElementById("report").textContent);
const methods = report.methods;

// Set before anybody types: a report of thousands is searched on each key.
for (const method of methods) {
  method.haystack = [method.id, method.wrapper, method.implementation, method.unit,
    method.signature, method.flags, ...codesOf(method), method.reason?.message]
    .filter(Boolean).join("\n").toLowerCase();
}

const effectsOf = {
  "may raise": (m) => m.effects.raises !== "none",
  "needs the GIL": (m) => m.effects.gil,
  "module state": (m) => m.effects.state,
  "pure": (m) => m.effects.pure,
  "blocks": (m) => m.effects.blocks,
  "keeps a pointer": (m) => m.effects.retains,
};

// Where pyunbox's docs/ are published, "" if nobody said so.
const docsUrl = /*DOCS*/;

// Reasons that are bugs of the extension, typed or not.
const bugCodes = [/*BUGS*/];
/** The codes of its reason and of its findings. */
function codesOf(method) {
  return [method.reason, ...method.findings].filter(Boolean).map((reason) => reason.code);
}

const bugsOf = (method) => codesOf(method).filter((code) => bugCodes.includes(code));
const isBug = (method) => bugsOf(method).length > 0;

const isTyped = (method) => method.verdict === "typed";

const verdicts = {
  "typed": isTyped,
  "typed: direct": (m) => m.entry === "direct",
  "typed: adapter": (m) => m.entry === "adapter",
  "typed: specialized": (m) => m.entry === "specialized",
  "called directly": (m) => m.callable?.pypy.how === "direct",
  "called with the GIL": (m) => m.callable?.pypy.how === "gil",
  "called boxed": (m) => m.callable?.pypy.how === "boxed",
  "not typed": (m) => !isTyped(m),
  "likely bug": isBug,
};

const decisions = {
  "none": (m) => !m.decision,
  "accepted": (m) => m.decision?.verdict === "accept",
  "rejected": (m) => m.decision?.verdict === "reject",
};

const columns = [
  { key: "name", title: "Method", value: (m) => m.id },
  { key: "about", title: "Signature or reason", value: (m) => m.signature ?? m.reason.code + m.reason.message },
  { key: "verdict", title: "Verdict", value: (m) => (isTyped(m) ? "0" + m.entry : "1" + m.reason.code) },
  { key: "file", title: "File", value: (m) => m.unit + "\n" + String(placeOf(m)?.line ?? 0).padStart(8, "0") },
];

function placeOf(method) {
  return method.locations.wrapper ?? method.locations.row;
}

function placeText(place) {
  return place ? place.file + (place.line ? ":" + place.line : "") : "";
}

/** The methods that pass, sorted. `wanted` has query, verdict, reason, effect and decision, "" for all. */
function select(wanted, sort) {
  const words = wanted.query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = methods.filter((method) =>
    words.every((word) => method.haystack.includes(word))
    && (!wanted.verdict || verdicts[wanted.verdict](method))
    && (!wanted.reason || codesOf(method).includes(wanted.reason))
    && (!wanted.effect || (isTyped(method) && effectsOf[wanted.effect](method)))
    && (!wanted.decision || decisions[wanted.decision](method)));
  const { value } = columns.find((column) => column.key === sort.key);
  const keyed = found.map((method) => [value(method), method]);
  const order = sort.descending ? -1 : 1;
  keyed.sort(([a], [b]) => (a < b ? -order : a > b ? order : 0));
  return keyed.map(([, method]) => method);
}

/** What `pyunbox rewrite --from` and PYUNBOX_DECISIONS read. */
function decisionsFile() {
  const decided = methods.filter((method) => method.decision)
    .map(({ id, decision }) => ({ decision, id }));
  return JSON.stringify(
    { methods: decided, schema_version: report.schema_version, tool: report.tool }, null, 2) + "\n";
}

function tally(of) {
  const counts = new Map();
  for (const key of of)
    counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** An element: el("p", { class: "soft", onclick: f }, "text", child, null). */
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on"))
      made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false)
      made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

const byId = (id) => document.getElementById(id);
