// Which cells are shown: a text over ids, and for each axis the values that were ticked.

/** The axes that can be filtered, and how a cell has them. */
const AXES = [
  ["Verdict", (cell) => cell.status],
  ["Family", (cell) => cell.family],
  ["Mode", (cell) => cell.mode],
  ["Dtype", (cell) => cell.dtype],
  ["Variant", (cell) => cell.variant],
  ["Pattern", (cell) => cell.pattern],
  ["Batch", (cell) => cell.batch],
  ["Rows of x", (cell) => cell.m],
];

/** The form; it calls back with a test of cells whenever that changes. */
const filterForm = (cells, changed) => {
  const form = byId("form");
  const text = element("input", {
    type: "search",
    id: "text",
    placeholder: "mxfp4/**/N={5,7}/**",
    autocomplete: "off",
    spellcheck: "false",
  });
  const axes = AXES.map(([title, of]) => ({title, of, boxes: boxes(title, of, cells)})).filter(
    (axis) => axis.boxes.length > 1,
  );
  const reset = element("button", {type: "reset", class: "quiet"}, "Reset filters");
  form.append(
    element("div", {class: "field"}, element("label", {for: "text"}, "Cell id, or glob"), text),
    ...axes.map(({title, boxes}) =>
      element(
        "fieldset",
        {},
        element("legend", {}, title),
        ...boxes.map(({box, value, cells}) =>
          element(
            "label",
            {class: "chip"},
            box,
            element("span", {}, String(value), " ", element("small", {}, count(cells))),
          ),
        ),
      ),
    ),
    element("div", {class: "field"}, reset),
  );
  const tell = () => {
    const matches = idTest(text.value.trim());
    const ticked = axes
      .map(({of, boxes}) => [
        of,
        new Set(boxes.filter(({box}) => box.checked).map(({value}) => value)),
      ])
      .filter(([, values]) => values.size > 0);
    reset.disabled = ticked.length === 0 && text.value.trim() === "";
    changed((cell) => matches(cell.id, cell.family) && ticked.every(([of, values]) => values.has(of(cell))));
  };
  form.addEventListener("input", tell);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A form takes its first values only after this event.
  form.addEventListener("reset", () => setTimeout(tell));
  tell();
};

/** A box for each value that cells have on an axis, in their order; verdicts by gravity. */
const boxes = (title, of, cells) => {
  const counts = new Map();
  for (const cell of cells) {
    counts.set(of(cell), (counts.get(of(cell)) ?? 0) + 1);
  }
  const values = [...counts].filter(([value]) => value !== undefined);
  if (title === "Verdict") {
    values.sort(([a], [b]) => order(a) - order(b));
  }
  return values.map(([value, cells]) => ({
    value,
    cells,
    box: element("input", {type: "checkbox", name: title, value: String(value)}),
  }));
};
