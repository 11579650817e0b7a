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
  return `N ${cell.n}, K ${cell.k}${others}: ${cell.status}${cell.expected ? " as expected" : ""}${error}`;
};

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
    panel.node = element(
      "table",
      {role: "grid", "aria-label": `${mode} ${dtype} ${title}`, "aria-readonly": "true"},
      element("caption", {}, element("b", {}, mode), " ", dtype),
      element("thead", {}, head),
      element("tbody", {}, ...rows),
    );
    this.#panels.push(panel);
    return panel;
  }

  #td(cell, panel, row, column) {
    if (cell === undefined) {
      return element("td", {class: "none"});
    }
    const td = element(
      "td",
      {role: "gridcell", tabindex: "-1", "aria-label": label(cell)},
      mark(cell),
    );
    cell.td = td;
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
      cell.shown = test(cell);
      td.hidden = !cell.shown;
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
    const target = this.#target(event, place);
    if (target !== undefined) {
      event.preventDefault();
      target.focus();
      target.scrollIntoView({block: "nearest", inline: "nearest"});
    }
  }

  #target({key, ctrlKey, target}, {panel, row, column}) {
    const shown = (td) => td !== undefined && !td.hidden;
    const line = panel.tds[row];
    const all = () => [...this.#places.keys()].filter(shown);
    switch (key) {
      case "ArrowRight":
        return line.slice(column + 1).find(shown) ?? this.#beside(panel, row, 1);
      case "ArrowLeft":
        return line.slice(0, column).findLast(shown) ?? this.#beside(panel, row, -1);
      case "ArrowDown":
        return (
          panel.tds
            .slice(row + 1)
            .map((tds) => tds[column])
            .find(shown) ?? this.#below(panel, column, 1)
        );
      case "ArrowUp":
        return (
          panel.tds
            .slice(0, row)
            .map((tds) => tds[column])
            .findLast(shown) ?? this.#below(panel, column, -1)
        );
      case "Home":
        return ctrlKey ? all()[0] : line.find(shown);
      case "End":
        return ctrlKey ? all().at(-1) : line.findLast(shown);
      case "PageDown":
        return this.#below(panel, column, 1);
      case "PageUp":
        return this.#below(panel, column, -1);
      case "n":
      case "p":
        return this.#failure(target, key === "n" ? 1 : -1);
      default:
        return undefined;
    }
  }

  /** The nearest cell of the next table to the side, in the same row where it has that. */
  #beside(panel, row, step) {
    const next = this.#panels[this.#panels.indexOf(panel) + step];
    if (
      next?.section !== panel.section ||
      next.column !== panel.column + step ||
      next.node.hidden
    ) {
      return undefined;
    }
    const rows = [next.tds[Math.min(row, next.tds.length - 1)], ...next.tds];
    const cells = rows
      .map((tds) => tds.filter((td) => td !== undefined && !td.hidden))
      .find((tds) => tds.length > 0);
    return cells?.at(step > 0 ? 0 : -1);
  }

  /** The nearest cell of the next table below or above, in the same column where it has that. */
  #below(panel, column, step) {
    const panels = step > 0 ? this.#panels : this.#panels.toReversed();
    const next = panels
      .slice(panels.indexOf(panel) + 1)
      .find((other) => !other.node.hidden && other.column === panel.column);
    const cells = next?.tds.flat().filter((td) => td !== undefined && !td.hidden);
    const same = cells?.filter((td) => this.#places.get(td).column === column);
    return (same?.length > 0 ? same : cells)?.at(step > 0 ? 0 : -1);
  }

  #failure(td, step) {
    const all = [...this.#places].filter(
      ([other, {cell}]) => other === td || (!other.hidden && hasFailed(cell)),
    );
    return all[all.findIndex(([other]) => other === td) + step]?.[0];
  }
}
