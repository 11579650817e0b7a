// The heat map: sections of tables of cells. Tables are real ones, so that a screen reader names row
// and column.

/** Where a cell is in words; the table's caption and headers say the rest. */
const label = (cell) => {
  const ratio = toNumber(cell.boundRatio);
  const error = Number.isNaN(ratio) ? "" : `, ${figure(cell.boundRatio)} times the tolerance`;
  const where = place(cell);
  return `${where}${where && ": "}${cell.status}${isKnown(cell) ? " as expected" : ""}${error}`;
};

/** The longest of some texts, in characters. */
const longest = (texts) => texts.reduce((most, text) => Math.max(most, String(text).length), 0);

/** What a header has room for: a number of four digits beside a row, and of five above a column. */
const MOST_BESIDE = 5;
const MOST_ABOVE = 5;

/** Makes room for headers that are longer than those of most tables. */
const giveRoom = (grid, {corner, upright}, columns, tables) => {
  const beside = Math.max(corner.length, longest(tables.flatMap(({rows}) => rows)));
  const above = longest(columns);
  if (!upright && beside > MOST_BESIDE) {
    const head = 0.4 * beside + 0.5;
    grid.style.setProperty("--head", `${head}rem`);
    grid.style.setProperty("--beside", `${head + 0.25}rem`);
  }
  if (!upright && above > MOST_ABOVE) {
    grid.classList.add("tall");
  } else if (!upright) {
    grid.style.setProperty("--digits", above);
  }
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
    for (const section of sectionsOf(cells)) {
      this.#section(section);
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

  #section(section) {
    const {title, contract, cells, axes} = section;
    const tables = tablesOf(section);
    const columns = distinct(cells, axes.column);
    const counts = element("span", {class: "counts"});
    const id = `section-${this.#sections.length}`;
    const grid = element("div", {class: `panels${axes.upright ? " long" : ""}`});
    grid.style.setProperty("--columns", 1 + Math.max(...tables.map(({column}) => column)));
    grid.style.setProperty("--cells", columns.length);
    giveRoom(grid, axes, columns, tables);
    const node = element(
      "section",
      {"aria-labelledby": id},
      title === ""
        ? element("h2", {id}, contract, counts)
        : element("h2", {id}, title, element("small", {}, contract), counts),
      grid,
    );
    const shown = {node, counts, cells};
    this.#sections.push(shown);
    for (const table of tables) {
      const panel = this.#panel(table, {...axes, columns}, title === "" ? contract : title);
      panel.column = table.column;
      panel.node.style.setProperty("--column", table.column + 1);
      panel.section = shown;
      grid.append(panel.node);
    }
    this.#root.append(node);
  }

  #panel({mode, type, cells, rows: keys}, axes, title) {
    const at = new Map(cells.map((cell) => [`${axes.row(cell)}\n${axes.column(cell)}`, cell]));
    const panel = {cells, tds: []};
    const name = [mode, type, title].filter((part) => part !== "").join(" ");
    const head = element(
      "tr",
      {},
      element("th", {class: "corner", scope: "col"}, axes.corner),
      ...axes.columns.map((column) =>
        element("th", {scope: "col"}, element("span", {}, String(column))),
      ),
    );
    const rows = keys.map((key, row) => {
      const tds = axes.columns.map((other, column) =>
        this.#td(at.get(`${key}\n${other}`), panel, row, column),
      );
      panel.tds.push(tds.map((td) => (this.#places.has(td) ? td : undefined)));
      return element("tr", {}, element("th", {scope: "row"}, String(key)), ...tds);
    });
    const table = element(
      "table",
      {role: "grid", "aria-label": name, "aria-readonly": "true"},
      mode === "" && type === "" ? "" : element("caption", {}, element("b", {}, mode), " ", type),
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
