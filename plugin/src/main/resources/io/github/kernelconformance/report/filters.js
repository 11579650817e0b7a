// Which cells are shown: a text over ids, and for each filter the values that were ticked.

/** Roles in the order of the form; the paths inside kernels are too many. */
const FILTERED = ["mode", "type", "variant", "choice", "pattern", "extent", "size"];

const VERDICT = {
  title: "Verdict",
  of: ({status}) => status,
  compare: (a, b) => order(a) - order(b),
};
const CONTRACT = {title: "Contract", of: ({contract}) => contract};

/**
 * What can be filtered, and how a cell has it: its verdict, its contract, and each axis but for the
 * sizes that tables have across and down. Axes of several contracts are one if they have the same
 * name and title.
 */
const filtersOf = (cells) => {
  const axes = new Map();
  for (const layout of new Set(cells.map((cell) => cell.layout))) {
    const inTables = [...layout.columns, ...layout.rows];
    for (const axis of layout.axes) {
      if (FILTERED.includes(axis.role) && !(axis.role === "size" && inTables.includes(axis))) {
        const key = `${axis.name}\n${axis.title}`;
        axes.set(key, [...(axes.get(key) ?? []), {layout, axis}]);
      }
    }
  }
  const filters = [...axes.values()].map((same) => {
    const byLayout = new Map(same.map(({layout, axis}) => [layout, axis]));
    return {
      title: same[0].axis.title,
      rank: FILTERED.indexOf(same[0].axis.role),
      of: (cell) => byLayout.has(cell.layout) && String(valueOf(cell, byLayout.get(cell.layout))),
    };
  });
  return [VERDICT, CONTRACT, ...filters.sort((a, b) => a.rank - b.rank)];
};

/** A glob that fits some of the cells, to show what one is. */
const exampleGlob = ([cell, ...more]) => {
  const size = cell?.layout.axes.find(({role}) => role === "size");
  const first = cell?.id.split("/")[0] ?? "";
  if (size === undefined) {
    return `${first}/**`;
  }
  const of = [cell, ...more.filter(({layout}) => layout === cell.layout)];
  const sizes = distinct(of, (it) => valueOf(it, size)).slice(0, 2);
  return `${first}/**/${size.label}${sizes.length > 1 ? `{${sizes}}` : sizes}/**`;
};

/** The form; it calls back with a test of cells whenever that changes. */
const filterForm = (cells, changed) => {
  const form = byId("form");
  const text = element("input", {
    type: "search",
    id: "text",
    placeholder: exampleGlob(cells),
    autocomplete: "off",
    spellcheck: "false",
  });
  const filters = filtersOf(cells)
    .map((filter) => ({...filter, boxes: boxes(filter, cells)}))
    .filter(({boxes}) => boxes.length > 1);
  const reset = element("button", {type: "reset", class: "quiet"}, "Reset filters");
  form.append(
    element("div", {class: "field"}, element("label", {for: "text"}, "Cell id, or glob"), text),
    ...filters.map(({title, boxes}) =>
      element(
        "fieldset",
        {},
        element("legend", {}, title),
        ...boxes.map(({box, value, cells}) =>
          element(
            "label",
            {class: "chip"},
            box,
            element("span", {}, value, " ", element("small", {}, count(cells))),
          ),
        ),
      ),
    ),
    element("div", {class: "field"}, reset),
  );
  const tell = () => {
    const matches = idTest(text.value.trim());
    const ticked = filters
      .map(({of, boxes}) => [
        of,
        new Set(boxes.filter(({box}) => box.checked).map(({value}) => value)),
      ])
      .filter(([, values]) => values.size > 0);
    reset.disabled = ticked.length === 0 && text.value.trim() === "";
    changed(
      (cell) =>
        matches(cell.id, cell.contract) && ticked.every(([of, values]) => values.has(of(cell))),
    );
  };
  form.addEventListener("input", tell);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A form takes its first values only after this event.
  form.addEventListener("reset", () => setTimeout(tell));
  tell();
};

const ascending = (a, b) => Number(a) - Number(b);

/** A box for each value that cells have, in their order; numbers ascend. */
const boxes = ({title, of, compare}, cells) => {
  const groups = grouped(cells, of);
  const values = [...groups.keys()].filter((value) => value);
  const sorted =
    compare ?? (values.every((value) => /^-?\d+$/.test(value)) ? ascending : undefined);
  return (sorted ? values.sort(sorted) : values).map((value) => ({
    value,
    cells: groups.get(value).length,
    box: element("input", {type: "checkbox", name: title, value}),
  }));
};
