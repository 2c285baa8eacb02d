// All that is known of one method.

function marksFor(method, source) {
  const marks = new Map();
  const at = (place) => {
    if (place?.file !== source.file)
      return {};
    if (!marks.has(place.line))
      marks.set(place.line, { steps: [], bad: false });
    return marks.get(place.line);
  };
  for (const [index, step] of method.steps.entries())
    at(step.location).steps?.push(index + 1);
  if (method.reason)
    at(method.reason.location).bad = true;
  return marks;
}

function sourceBlock(title, name, source, method) {
  if (!source)
    return null;
  return el("div", { class: "source" },
    el("h4", null, `${title} `, el("code", null, name ?? ""), " ", el("span", null, `${source.file}:${source.line}`)),
    codeBlock(source, marksFor(method, source), `${title} ${name ?? ""}`),
    source.omitted ? el("p", { class: "evidence" }, `… ${source.omitted} more lines`) : null);
}

function sources(method) {
  const { wrapper, implementation } = method.sources;
  const same = implementation && wrapper && implementation.file === wrapper.file && implementation.line === wrapper.line;
  const blocks = [sourceBlock("Wrapper", method.wrapper, wrapper, method),
    same ? null : sourceBlock("Implementation", method.implementation, implementation, method)].filter(Boolean);
  return blocks.length
    ? [el("h3", null, "Source"), el("div", { class: "sources" + (blocks.length > 1 ? " two" : "") }, blocks)] : [];
}

function defaultText(argument) {
  return argument.optional ? String(argument.default) : "";
}

function signature(method) {
  const rows = method.args.map((argument, index) => [argument.name || `argument ${index + 1}`,
    argument.python_type, argument.c_type, argument.unboxed_by, defaultText(argument),
    argument.keyword_only ? "keyword only" : argument.keyword ? "by place or keyword" : "by place"]);
  rows.push(["returns", method.returns.python_type, method.returns.c_type, method.returns.boxed_by, "", ""]);
  for (const item of method.returns.items) rows.push(["item", item.python_type, item.c_type, "", "", "by a pointer"]);
  return [el("h3", null, "Signature"),
    el("table", { class: "facts" },
      el("thead", null, el("tr", null, ["Argument", "Python", "C", "Converter", "Default", "Passed"].map(
        (title) => el("th", { scope: "col" }, title)))),
      el("tbody", null, rows.map(([name, ...cells]) => el("tr", null,
        el("th", { scope: "row" }, el("code", null, name)),
        cells.map((text, at) => el("td", null, at < 3 ? el("code", null, text) : text))))))];
}

function effects(method) {
  const { evidence } = method.effects;
  const [held, others] = [true, false].map((wanted) =>
    Object.keys(effectsOf).filter((name) => effectsOf[name](method) === wanted));
  return [el("h3", null, "Effects"),
    el("p", { class: "effects" },
      held.map((name) => el("span", { class: "chip " + (name === "pure" ? "typed" : "rejected") }, name)),
      others.length ? el("span", { class: "soft" }, `Not: ${others.join(", ")}`) : null),
    ...evidence.map(({ effect, what, location }) =>
      el("p", { class: "evidence" }, `${effect}: ${what} `, el("code", null, placeText(location)))),
    ...method.trusts.map((what) => el("p", { class: "evidence" }, `Trusts: ${what}`))];
}

function bugNote() {
  return el("p", null, "This is a bug of the extension, whether or not the method is to be typed.");
}

function codeName(code) {
  return docsUrl ? el("a", { href: `${docsUrl}/reasons/${code}.md` }, el("code", null, code)) : el("code", null, code);
}

function verdictBox(method) {
  const typed = isTyped(method);
  const box = el("div", { class: "verdict" });
  box.style.setProperty("--tone", `var(--${typed ? method.entry : "rejected"})`);
  if (typed) {
    const { cpython, pypy } = method.callable;
    box.append(el("p", { class: "lead mono" }, method.signature),
      el("p", null, pypy.how === "direct" ? "PyPy calls it directly, without boxing."
        : pypy.how === "gil" ? `PyPy calls it without boxing, but with the GIL: ${pypy.why_not}.`
        : `The signature is proved, but PyPy calls it boxed: ${pypy.why_not}.`),
      el("p", null, cpython.how === "fastcall" ? "CPython calls it by METH_FASTCALL."
        : `CPython calls it as before: ${cpython.why_not}.`));
    if (method.not_rewritten)
      box.append(el("p", null, `The row stays as it is: ${method.not_rewritten}.`));
  } else {
    box.append(el("p", { class: "lead" }, method.reason.message),
      el("p", null, codeName(method.reason.code), " ", el("span", { class: "soft" }, placeText(method.reason.location))),
      el("p", null, method.reason.hint),
      bugCodes.includes(method.reason.code)
        ? bugNote() : "");
  }
  return box;
}

function findings(method) {
  return method.findings.map((found) => el("div", { class: "verdict finding" },
    el("p", { class: "lead" }, found.message),
    el("p", null, codeName(found.code), " ", el("button", { type: "button", class: "plain",
      onclick: () => showLine(found.location) }, placeText(found.location))),
    el("p", null, found.hint),
    bugNote()));
}

function steps(method) {
  if (!method.steps.length)
    return [];
  return [el("h3", null, isTyped(method) ? "The proof, step by step" : "The way to the evidence"),
    el("ol", { class: "steps" }, method.steps.map((step) => el("li", null, el("button", {
      type: "button", class: "plain", onclick: () => showLine(step.location),
    }, el("span", null, step.message), el("span", { class: "place" }, placeText(step.location))))))];
}

function showLine(place) {
  for (const old of document.querySelectorAll(".row.flash"))
    old.classList.remove("flash");
  const row = place && document.querySelector(
    `#detail .row[data-file="${CSS.escape(place.file)}"][data-line="${place.line}"]`);
  row?.classList.add("flash");
  row?.scrollIntoView({ block: "center" });
}

function judge(method, decide) {
  const { decision } = method;
  const comment = el("input", { type: "text", id: "comment", placeholder: "Comment (optional)", "aria-label": "Comment",
    value: decision?.comment ?? "", disabled: !decision, oninput: () => decide(method, decision.verdict, comment.value, false) });
  const button = (verdict, text, key) => el("button", { type: "button", class: verdict, "aria-keyshortcuts": key,
    "aria-pressed": String(decision?.verdict === verdict),
    onclick: () => decide(method, decision?.verdict === verdict ? null : verdict, comment.value, true) }, text);
  return el("div", { class: "judge", role: "group", "aria-label": "Decision" },
    button("accept", "✓ Accept", "a"), button("reject", "✗ Reject", "r"), comment);
}

// Entry kinds as docs/concepts.md explains them.
const kindsInWords = {
  "direct": "typed; a runtime calls the implementation itself",
  "adapter": "typed; a small generated function calls the implementation",
  "specialized": "typed; a generated copy of the wrapper's code, without objects, is called",
  "not typed": "the method stays as it is, for the reason that is given",
};

function nothingChosen() {
  return el("div", { class: "empty" }, el("p", null, "Choose a method to read its proof, or why there is none."),
    el("dl", { class: "kinds" }, Object.entries(kindsInWords).flatMap(([kind, text]) => [
      el("dt", null, el("span", { class: "chip " + (kind === "not typed" ? "rejected" : "typed") }, kind)), el("dd", null, text)])));
}

function showDetail(method, decide) {
  const detail = byId("detail");
  detail.scrollTop = 0;
  if (!method) {
    detail.replaceChildren(nothingChosen());
    return;
  }
  detail.replaceChildren(
    el("header", null, el("h2", null, method.name), verdictChip(method)),
    el("p", { class: "where" }, `${method.id} · ${method.flags} · row ${placeText(method.locations.row)}`),
    judge(method, decide), verdictBox(method), ...findings(method),
    ...steps(method), ...sources(method),
    ...(isTyped(method) ? [...signature(method), ...effects(method)] : []).filter(Boolean),
    ...(method.rewrite ? [el("h3", null, "Proposed rewrite"),
      el("div", { class: "source" }, diffBlock(method.rewrite, "Proposed rewrite"))] : []),
    ...(method.doc ? [el("h3", null, "Documentation"), el("p", { class: "doc" }, method.doc)] : []));
}
