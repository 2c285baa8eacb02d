// Ties the parts together.

const filters = ["verdict", "reason", "effect", "decision"];
let unsaved = false;

function fill(id, names) {
  byId(id).append(el("option", { value: "" }, "all"), ...names.map((name) => el("option", { value: name }, name)));
}

function apply() {
  const wanted = { query: byId("query").value };
  for (const id of filters)
    wanted[id] = byId(id).value;
  const found = select(wanted, table.sort);
  table.show(found);
  byId("count").textContent = `${found.length} of ${methods.length} methods`;
  for (const button of document.querySelectorAll("[data-filter]"))
    button.setAttribute("aria-pressed", String(filters.some((id) => wanted[id] === button.dataset.filter)));
}

/** Sets a filter, or clears it if it is set so. */
function toggle(id, value) {
  byId(id).value = byId(id).value === value ? "" : value;
  apply();
}

function decide(method, verdict, comment, redraw) {
  method.decision = verdict ? { verdict, comment } : null;
  unsaved = true;
  table.refresh();
  if (redraw) {
    const inDetail = document.activeElement.closest(".judge");
    showDetail(method, decide);
    if (inDetail)
      document.querySelector(`.judge .${verdict ?? "accept"}`).focus();
  }
  showSaved();
}

function showSaved() {
  const decided = methods.filter((method) => method.decision).length;
  byId("saved").textContent = !decided && !unsaved ? "No decisions yet"
    : `${decided} decided${unsaved ? ", not saved" : ""}`;
  byId("save").disabled = !unsaved;
}

function save() {
  const url = URL.createObjectURL(new Blob([decisionsFile()], { type: "application/json" }));
  const link = el("a", { href: url, download: "decisions.json" });
  link.click();
  URL.revokeObjectURL(url);
  unsaved = false;
  showSaved();
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme").textContent = dark ? "Light theme" : "Dark theme";
}

const table = new MethodTable((method) => {
  showDetail(method, decide);
  history.replaceState(null, "", "#" + encodeURIComponent(method.id));
});
table.onsort = apply;

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && byId("detail").contains(event.target)) {
    table.body.querySelector("[aria-selected='true']")?.focus();
  } else if (typing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  } else if (event.key === "/") {
    event.preventDefault();
    byId("query").focus();
  } else if ((event.key === "a" || event.key === "r") && table.chosen) {
    const verdict = event.key === "a" ? "accept" : "reject";
    const { decision } = table.chosen;
    decide(table.chosen, decision?.verdict === verdict ? null : verdict, decision?.comment ?? "", true);
  }
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved)
    event.preventDefault();
});

const names = [...new Set(methods.map((method) => method.module).filter(Boolean))];
byId("title").textContent = names.length === 1 ? names[0] : `${names.length} modules`;
document.title = `pyunbox: ${byId("title").textContent}`;
fill("verdict", Object.keys(verdicts));
fill("reason", tally(methods.flatMap(codesOf)).map(([code]) => code));
fill("effect", Object.keys(effectsOf));
fill("decision", Object.keys(decisions));
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("filters").addEventListener("input", apply);
byId("filters").addEventListener("reset", () => setTimeout(apply));
byId("query").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "Enter") {
    event.preventDefault();
    table.go(0, true);
  }
});
byId("save").addEventListener("click", save);
const system = matchMedia("(prefers-color-scheme: dark)");
system.addEventListener("change", () => setTheme(system.matches));
byId("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme !== "dark"));
setTheme(system.matches);
showOverview(toggle);
showDetail(null, decide);
showSaved();
apply();
const named = decodeURIComponent(location.hash.slice(1));
const linked = table.found.findIndex((method) => method.id === named);
if (linked >= 0)
  table.go(linked, false);
