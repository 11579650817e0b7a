// Puts the page together.

/** How to colour the map, and what the colours and marks mean. */
const writeColours = (cells, map) => {
  const key = element("ul", {class: "legend", "aria-label": "Colours and marks"});
  const choose = (name) => {
    map.colour(name);
    key.replaceChildren(
      ...legend(name, cells).map(([style, sign, text]) =>
        element(
          "li",
          {},
          element("span", {class: `swatch ${style}`, "aria-hidden": "true"}, sign),
          text,
        ),
      ),
    );
  };
  const radios = Object.entries(SCALES).map(([name, {title}]) =>
    element(
      "label",
      {class: "chip"},
      element("input", {type: "radio", name: "colour", value: name, checked: name === "verdict"}),
      element("span", {}, title),
    ),
  );
  const fields = element(
    "fieldset",
    {id: "colours"},
    element("legend", {}, "Colour by"),
    ...radios,
  );
  fields.addEventListener("change", ({target}) => choose(target.value));
  byId("filters").insertBefore(element("div", {class: "colours"}, fields, key), byId("shown"));
  choose("verdict");
};

/** The id of the cell under the pointer or the focus, beside it. */
const showTips = (map) => {
  const tip = byId("tip");
  const show = ({target}) => {
    const cell = map.cellOf(target);
    tip.hidden = cell === undefined;
    if (cell !== undefined) {
      tip.replaceChildren(element("b", {}, cell.id), element("span", {}, label(cell)));
      const box = cell.td.getBoundingClientRect();
      tip.style.left = `${Math.max(4, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
      tip.style.top = `${box.top > tip.offsetHeight + 8 ? box.top - tip.offsetHeight - 6 : box.bottom + 6}px`;
    }
  };
  const hide = () => {
    tip.hidden = true;
  };
  const root = byId("map");
  root.addEventListener("pointerover", show);
  root.addEventListener("focusin", show);
  root.addEventListener("pointerleave", hide);
  root.addEventListener("focusout", hide);
  addEventListener("scroll", hide, {passive: true});
};

const start = () => {
  const report = data("report-data");
  const context = data("context-data");
  const cells = report.cells;
  const layouts = new Map(
    Object.entries(report.contracts).map(([contract, {axes}]) => [contract, layoutOf(axes)]),
  );
  for (const cell of cells) {
    cell.layout = layouts.get(cell.contract);
  }
  writeSummary(report, context);

  const root = byId("map");
  const map = new HeatMap(root, cells);
  const nothing = element("p", {class: "empty", hidden: true}, "No cell matches these filters.");
  root.append(nothing);

  let opened;
  const details = new Details(report, context, () => {
    document.body.classList.remove("open");
    history.replaceState(null, "", "#");
    map.select(undefined);
    map.focus(opened);
  });
  const open = (cell) => {
    opened = cell;
    document.body.classList.add("open");
    history.replaceState(null, "", `#${cell.id}`);
    details.open(cell);
    map.select(cell);
  };
  const openFragment = () => {
    const id = decodeURIComponent(globalThis.location.hash.slice(1));
    const cell = cells.find((it) => it.id === id);
    if (cell !== undefined) {
      open(cell);
    }
  };

  writeColours(cells, map);
  filterForm(cells, (test) => {
    const {shown, failed} = map.filter(test);
    nothing.hidden = shown > 0;
    byId("shown").textContent =
      `${count(shown)} of ${plural(cells.length, "cell")} shown, ${count(failed)} failed`;
  });
  showTips(map);
  root.addEventListener("click", ({target}) => {
    const cell = map.cellOf(target);
    if (cell !== undefined) {
      open(cell);
    }
  });
  root.addEventListener("keydown", (event) => {
    const cell = map.cellOf(event.target);
    if (cell !== undefined && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(cell);
    }
  });
  addEventListener("hashchange", openFragment);
  openFragment();
};

start();
