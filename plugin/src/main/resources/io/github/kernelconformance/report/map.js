// The heat map: for each variant and pattern a section, in it for each mode and dtype a table with N
// across and K down. Batches and several rows of x are usually tried at a few N and K; these are
// then down, and the batches across. Tables are real ones, so that a screen reader names row and
// column.

/** What is across and down. */
const BY_SIZE = {
  corner: "K\\N",
  column: (cell) => cell.n,
  row: (cell) => cell.k,
};
const BY_BATCH = {
  corner: "N×K",
  column: (cell) => cell.others,
  row: (cell) => `${cell.n}×${cell.k}`,
};
const MOST_PLACES = 12;

/** The values of a field in order of appearance, or ascending where they are numbers. */
const distinct = (cells, of) => {
  const values = [...new Set(cells.map(of))];
  return typeof values[0] === "number" ? values.sort((a, b) => a - b) : values;
};

const grouped = (cells, of) => {
  const groups = new Map();
  for (const cell of cells) {
    const key = of(cell);
    if (!groups.has(key)) {
      groups.set(key, []);
    }
    groups.get(key).push(cell);
  }
  return groups;
};

/** Where a cell is in words; the table's caption and headers say the rest. */
const label = (cell) => {
  const ratio = toNumber(cell.boundRatio);
  const error = Number.isNaN(ratio) ? "" : `, ${figure(cell.boundRatio)} times the tolerance`;
  const others = cell.others ? `, ${cell.others}` : "";
  return `N ${cell.n}, K ${cell.k}${others}: ${cell.status}${isKnown(cell) ? " as expected" : ""}${error}`;
};

const BLANK = element("td", {role: "gridcell", tabindex: "-1"});

class HeatMap {
  #root;
  #sections = [];
  #panels = [];
  #places = new Map();
  #current;

  constructor(root, cells) {
    this.#root = root;
    for (const part of grouped(
      cells,
      (cell) => `${cell.family}\n${cell.variant}\n${cell.pattern}`,
    ).values()) {
      const plain = part.filter((cell) => cell.others === "");
      const others = part.filter((cell) => cell.others !== "");
      if (plain.length > 0) {
        this.#section(plain, BY_SIZE, "");
      }
      if (others.length > 0 && distinct(others, BY_BATCH.row).length <= MOST_PLACES) {
        this.#section(others, BY_BATCH, "batches and rows");
      } else {
        for (const [title, same] of grouped(others, (cell) => cell.others)) {
          this.#section(same, BY_SIZE, title);
        }
      }
    }
    this.#current = this.#panels[0]?.tds.flat().find((td) => td);
    this.#current?.setAttribute("tabindex", "0");
    root.addEventListener("keydown", (event) => this.#key(event));
    root.addEventListener(
      "focusin",
      ({target}) => this.#places.has(target) && this.#become(target),
    );
  }

  /** The cell that an element of the map stands for. */
  cellOf(node) {
    return this.#places.get(node.closest?.("td"))?.cell;
  }

  #section(cells, axes, subtitle) {
    const {family, variant, pattern} = cells[0];
    const columns = distinct(cells, axes.column);
    const dtypes = distinct(cells, (cell) => cell.dtype);
    const counts = element("span", {class: "counts"});
    const grid = element("div", {class: axes === BY_BATCH ? "panels long" : "panels"});
    grid.style.setProperty("--columns", dtypes.length);
    grid.style.setProperty("--cells", columns.length);
    const title = [variant, pattern, subtitle].filter((part) => part).join(" · ");
    const id = `section-${this.#sections.length}`;
    const node = element(
      "section",
      {"aria-labelledby": id},
      element("h2", {id}, title, element("small", {}, family), counts),
      grid,
    );
    const section = {node, counts, cells};
    this.#sections.push(section);
    for (const ofMode of grouped(cells, (cell) => cell.mode).values()) {
      const rows = distinct(ofMode, axes.row);
      const byDtype = grouped(ofMode, (cell) => cell.dtype);
      dtypes.forEach((dtype, column) => {
        if (byDtype.has(dtype)) {
          const panel = this.#panel(byDtype.get(dtype), {...axes, columns, rows}, title);
          panel.column = column;
          panel.node.style.setProperty("--column", column + 1);
          panel.section = section;
          grid.append(panel.node);
        }
      });
    }
    this.#root.append(node);
  }

  #panel(cells, axes, title) {
    const {mode, dtype} = cells[0];
    const at = new Map(cells.map((cell) => [`${axes.row(cell)} ${axes.column(cell)}`, cell]));
    const panel = {cells, tds: []};
    const head = element(
      "tr",
      {},
      element("th", {class: "corner", scope: "col"}, axes.corner),
      ...axes.columns.map((column) =>
        element("th", {scope: "col"}, element("span", {}, String(column))),
      ),
    );
    const rows = axes.rows.map((key, row) => {
      const tds = axes.columns.map((other, column) =>
        this.#td(at.get(`${key} ${other}`), panel, row, column),
      );
      panel.tds.push(tds.map((td) => (this.#places.has(td) ? td : undefined)));
      return element("tr", {}, element("th", {scope: "row"}, String(key)), ...tds);
    });
    const table = element(
      "table",
      {role: "grid", "aria-label": `${mode} ${dtype} ${title}`, "aria-readonly": "true"},
      element("caption", {}, element("b", {}, mode), " ", dtype),
      element("thead", {}, head),
      element("tbody", {}, ...rows),
    );
    panel.node = element("div", {class: "panel"}, table);
    panel.node.style.setProperty("--rows", rows.length);
    this.#panels.push(panel);
    return panel;
  }

  #td(cell, panel, row, column) {
    if (cell === undefined) {
      return element("td", {class: "none"});
    }
    // Of these there are thousands: a clone is cheaper.
    const td = BLANK.cloneNode();
    td.ariaLabel = label(cell);
    td.textContent = mark(cell);
    cell.td = td;
    cell.shown = true;
    this.#places.set(td, {cell, panel, row, column});
    return td;
  }

  /** Colours the map by a scale. */
  colour(scale) {
    for (const [td, {cell}] of this.#places) {
      td.className = SCALES[scale].style(cell);
    }
  }

  /** Shows the cells that pass a test, and tells how many and how many of them failed. */
  filter(test) {
    let shown = 0;
    let failed = 0;
    for (const [td, {cell}] of this.#places) {
      const passes = test(cell);
      if (cell.shown !== passes) {
        cell.shown = passes;
        td.hidden = !passes;
      }
    }
    for (const panel of this.#panels) {
      panel.node.hidden = !panel.cells.some((cell) => cell.shown);
    }
    for (const {node, counts, cells} of this.#sections) {
      const visible = cells.filter((cell) => cell.shown);
      const wrong = visible.filter(hasFailed).length;
      node.hidden = visible.length === 0;
      counts.textContent =
        wrong === 0
          ? plural(visible.length, "cell")
          : `${count(wrong)} of ${plural(visible.length, "cell")} failed`;
      shown += visible.length;
      failed += wrong;
    }
    if (this.#current === undefined || this.#current.hidden) {
      const first = [...this.#places.keys()].find((td) => !td.hidden);
      if (first !== undefined) {
        this.#become(first);
      }
    }
    return {shown, failed};
  }

  /** Marks the cell whose details are open, and shows it. */
  select(cell) {
    this.#root.querySelector("[aria-selected]")?.removeAttribute("aria-selected");
    cell?.td.setAttribute("aria-selected", "true");
    cell?.td.scrollIntoView({block: "nearest", inline: "nearest"});
  }

  focus(cell) {
    if (!cell.td.hidden) {
      this.#become(cell.td);
    }
    this.#current?.focus();
  }

  /** The map is one stop of the tab key; arrows move within it. */
  #become(td) {
    this.#current?.setAttribute("tabindex", "-1");
    this.#current = td;
    td.setAttribute("tabindex", "0");
  }

  #key(event) {
    const place = this.#places.get(event.target);
    if (place === undefined || event.altKey || event.metaKey) {
      return;
    }
    const target = new Walk(this.#panels, this.#places).from(event.target, event);
    if (target !== undefined) {
      event.preventDefault();
      target.focus();
      target.scrollIntoView({block: "nearest", inline: "nearest"});
    }
  }
}
