// The cards at the top: how much is typed, why the rest is not, what typed methods do.

const manyReasons = 7;

function bars(rows, choose) {
  const most = Math.max(...rows.map((row) => row.count), 1);
  return el("ul", { class: "bars" }, rows.map((row) => {
    const bar = el("span", { class: "bar" });
    bar.style.width = (100 * row.count / most) + "%";
    if (row.tone)
      bar.style.setProperty("--tone", `var(--${row.tone})`);
    return el("li", null, el("button", {
      type: "button", "aria-pressed": "false", "data-filter": row.filter, title: "Show these methods",
      onclick: () => choose(row.filter),
    }, el("span", { class: "label" }, row.label), bar, el("span", { class: "number" }, String(row.count))));
  }));
}

function typedCard(toggle) {
  const { summary } = report;
  const share = summary.methods ? Math.round(100 * summary.typed / summary.methods) : 0;
  const stack = el("div", { class: "stack", role: "img",
    "aria-label": `${summary.typed} of ${summary.methods} methods are typed` });
  const rows = ["direct", "adapter", "specialized"].map((kind) =>
    ({ label: kind, count: summary.typed_by_entry[kind], tone: kind, filter: "typed: " + kind }));
  rows.push({ label: "not typed", count: summary.rejected, tone: "rejected", filter: "not typed" });
  for (const row of rows) {
    if (!row.count)
      continue;
    const part = el("span");
    part.style.flex = String(row.count);
    part.style.background = `var(--${row.tone})`;
    stack.append(part);
  }
  return el("div", { class: "card" },
    el("h2", null, "Typed methods"),
    el("p", { class: "figure" }, String(summary.typed),
      el("small", null, ` of ${summary.methods}, ${share} %`)),
    stack,
    bars(rows, (filter) => toggle("verdict", filter)),
    el("p", { class: "soft" }, `Called directly on PyPy: ${summary.callable.pypy.direct}, with the GIL: ${summary.callable.pypy.gil}. By METH_FASTCALL on CPython: ${summary.callable.cpython.fastcall}.`));
}

function reasonsCard(toggle) {
  const all = tally(methods.filter((m) => m.reason).map((m) => m.reason.code))
    .map(([code, count]) => ({ label: code, count, filter: code }));
  const card = el("div", { class: "card" }, el("h2", null, "Why methods are not typed"));
  if (!all.length) {
    card.append(el("p", { class: "soft" }, "All are typed."));
    return card;
  }
  let shown = bars(all.slice(0, manyReasons), (code) => toggle("reason", code));
  card.append(shown);
  if (all.length > manyReasons) {
    const more = el("button", { type: "button", class: "plain more", onclick: () => {
      const full = bars(all, (code) => toggle("reason", code));
      shown.replaceWith(full);
      more.remove();
      full.children[manyReasons].firstChild.focus();
    } }, `${all.length - manyReasons} more`);
    card.append(more);
  }
  return card;
}

function bugsCard(toggle) {
  const found = methods.filter(isBug);
  if (!found.length)
    return null;
  return el("div", { class: "card warning" },
    el("h2", null, "Likely bugs in the extension"),
    bars(tally(found.flatMap((method) => [...new Set(bugsOf(method))])).map(([code, count]) =>
      ({ label: code, count, filter: code, tone: "rejected" })), (code) => toggle("reason", code)),
    el("p", { class: "soft" }, "These are wrong in the module as it is, whether or not the methods are to be typed."));
}

function warningsCard() {
  const found = report.units.filter((unit) => unit.status === "ok")
    .flatMap((unit) => unit.diagnostics.filter((d) => d.severity === "warning"));
  if (!found.length)
    return null;
  return el("div", { class: "card warning" }, el("h2", null, "Warnings"),
    el("pre", null, found.map((d) => `${placeText(d.location)}: ${d.message}`).join("\n")));
}

function effectsCard(toggle) {
  const typed = methods.filter(isTyped);
  const rows = Object.entries(effectsOf).map(([name, has]) => ({
    label: name, count: typed.filter(has).length, filter: name, tone: name === "pure" ? "direct" : "adapter",
  }));
  return el("div", { class: "card" }, el("h2", null, "What typed methods do"),
    bars(rows, (name) => toggle("effect", name)));
}

function failedCard() {
  const failed = report.units.filter((unit) => unit.status !== "ok");
  if (!failed.length)
    return null;
  const lines = failed.flatMap((unit) => [unit.path, ...unit.diagnostics.slice(0, 5).map(
    (d) => `    ${placeText(d.location)}: ${d.severity}: ${d.message}`)]);
  return el("div", { class: "card warning" },
    el("h2", null, `${failed.length} of ${report.units.length} files did not parse`),
    el("pre", null, lines.join("\n")));
}

function showOverview(toggle) {
  byId("overview").append(typedCard(toggle), reasonsCard(toggle), effectsCard(toggle),
    ...[bugsCard(toggle), warningsCard(), failedCard()].filter(Boolean));
}
