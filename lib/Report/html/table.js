// The list of methods. Only the rows in view exist: thousands scroll without lag.

const rowHeight = 53; // as in style.css, with the border
const spare = 8; // rows kept above and below the view

class MethodTable {
  constructor(choose) {
    this.choose = choose;
    this.sort = { key: "name", descending: false };
    this.found = [];
    this.chosen = null;
    this.scroll = byId("scroll");
    this.table = byId("table");
    this.body = this.table.tBodies[0];
    this.head = this.table.tHead.rows[0];
    this.table.setAttribute("aria-colcount", columns.length);
    this.headers();
    this.scroll.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(this.scroll);
    this.body.addEventListener("click", (event) => {
      const row = event.target.closest("tr[data-index]");
      if (row)
        this.go(Number(row.dataset.index), true);
    });
    this.body.addEventListener("keydown", (event) => this.key(event));
  }

  headers() {
    for (const column of columns) {
      const header = el("th", { class: "c-" + column.key, scope: "col", "aria-sort": "none" },
        el("button", { type: "button", class: "plain", onclick: () => this.sortBy(column.key) }, column.title));
      this.head.append(header);
    }
  }

  sortBy(key) {
    this.sort = { key, descending: this.sort.key === key && !this.sort.descending };
    this.onsort();
  }

  show(found) {
    this.found = found;
    for (const [index, column] of columns.entries())
      this.head.cells[index].setAttribute("aria-sort", column.key !== this.sort.key ? "none"
        : this.sort.descending ? "descending" : "ascending");
    this.table.setAttribute("aria-rowcount", found.length + 1);
    this.scroll.scrollTop = 0;
    this.drawn = null;
    this.draw();
  }

  refresh() {
    this.drawn = null;
    this.draw();
  }

  draw() {
    const first = Math.max(0, Math.floor(this.scroll.scrollTop / rowHeight) - spare);
    const count = Math.ceil(this.scroll.clientHeight / rowHeight) + 2 * spare;
    const last = Math.min(this.found.length, first + count);
    if (this.drawn?.first === first && this.drawn.last === last)
      return;
    this.drawn = { first, last };
    const focused = this.body.contains(document.activeElement);
    const rows = [];
    if (!this.found.length)
      rows.push(el("tr", { class: "spacer" },
        el("td", { class: "empty", colspan: 3 }, "No method matches.")));
    if (first > 0)
      rows.push(this.spacer(first));
    for (let index = first; index < last; ++index)
      rows.push(this.row(index));
    if (last < this.found.length)
      rows.push(this.spacer(this.found.length - last));
    this.body.replaceChildren(...rows);
    if (!this.body.querySelector("[tabindex='0']"))
      this.body.querySelector("tr[data-index]")?.setAttribute("tabindex", "0");
    if (focused)
      this.body.querySelector("[aria-selected='true']")?.focus({ preventScroll: true });
  }

  spacer(rows) {
    const cell = el("td");
    cell.style.height = rows * rowHeight + "px";
    return el("tr", { class: "spacer", "aria-hidden": "true" }, cell);
  }

  row(index) {
    const method = this.found[index];
    const chosen = method === this.chosen;
    const place = placeOf(method);
    const about = isTyped(method)
      ? [el("div", { class: "mono" }, method.signature),
        el("div", { class: "sub" }, calledHow(method.callable.pypy))]
      : [el("div", null, method.reason.message), el("div", { class: "sub" }, method.reason.code)];
    const cells = [
      [el("div", { class: "name" }, method.name), el("div", { class: "sub" }, method.id.slice(0, -method.name.length - 1) || method.table)],
      about,
      [verdictChip(method), decisionMark(method)].filter(Boolean),
      el("div", { class: "sub", title: placeText(place) }, placeText(place)),
    ];
    return el("tr", {
      role: "row", "data-index": index, tabindex: chosen ? "0" : "-1",
      "aria-rowindex": index + 2, "aria-selected": String(chosen),
    }, cells.map((content, at) => el("td", { role: "gridcell", class: "c-" + columns[at].key }, content)));
  }

  /** Chooses the method in row `index`, brought into view. */
  go(index, focus) {
    if (!this.found.length)
      return;
    index = Math.max(0, Math.min(index, this.found.length - 1));
    this.chosen = this.found[index];
    const head = this.table.tHead.offsetHeight;
    const top = index * rowHeight;
    const view = this.scroll.clientHeight - head - rowHeight;
    if (top < this.scroll.scrollTop)
      this.scroll.scrollTop = top;
    else if (top > this.scroll.scrollTop + view)
      this.scroll.scrollTop = top - view;
    this.refresh();
    if (focus)
      this.body.querySelector("[aria-selected='true']")?.focus({ preventScroll: true });
    this.choose(this.chosen);
  }

  key(event) {
    const at = this.found.indexOf(this.chosen);
    const page = Math.max(1, Math.floor(this.scroll.clientHeight / rowHeight) - 2);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page,
      Home: 0, End: this.found.length - 1 };
    if (event.key in steps) {
      event.preventDefault();
      this.go(steps[event.key], true);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (at < 0)
        this.go(Number(event.target.closest("tr").dataset.index), true);
      byId("detail").focus();
    }
  }
}

function verdictChip(method) {
  return el("span", { class: "chip " + (isTyped(method) ? "typed" : "rejected") },
    isTyped(method) ? method.entry : "not typed");
}

function decisionMark(method) {
  const marks = { accept: "✓ accepted", reject: "✗ rejected" };
  return method.decision
    ? el("div", { class: "sub mark", title: method.decision.comment }, marks[method.decision.verdict]) : null;
}

function calledHow({ how, why_not }) {
  if (how === "direct")
    return "called directly";
  return how === "gil" ? `called with the GIL: ${why_not}` : why_not;
}
