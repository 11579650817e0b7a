// Puts the page together.

/** Whether the kernel did not conform, and nobody expected that. */
const hasFailed = (cell) => cell.status !== "pass" && cell.status !== "skipped" && !cell.expected;

/** The segments of an id besides mode, dtype, variant, N, K and pattern, for example M=2. */
const otherAxes = (cell) => {
  const known = new Set([
    cell.mode,
    cell.dtype,
    cell.variant,
    `N=${cell.n}`,
    `K=${cell.k}`,
    cell.pattern,
  ]);
  return cell.id
    .split("/")
    .filter((segment) => !known.has(segment))
    .join(" · ");
};

const headline = ({cells, failed, skipped, expected}) => {
  const ran = cells - skipped;
  if (ran === 0) {
    return "No cell ran, so nothing is known about the kernels";
  }
  if (failed > 0) {
    return `${count(failed)} of ${plural(ran, "cell")} do not conform`;
  }
  return expected > 0
    ? `${count(expected)} of ${plural(ran, "cell")} fail as expected, and no other`
    : `${ran === 1 ? "The cell" : `All ${count(ran)} cells`} that ran ${ran === 1 ? "conforms" : "conform"}`;
};

/** The counts as a bar and in words. */
const counts = (summary) => {
  const entries = ["passed", "failed", "expected", "skipped"].filter(
    (name) => summary[name] > 0 || name === "passed" || name === "failed",
  );
  const bar = element(
    "div",
    {class: "bar", "aria-hidden": "true"},
    ...entries.map((name) => {
      const share = element("span", {class: name});
      share.style.flexGrow = summary[name];
      return share;
    }),
  );
  return [
    bar,
    element(
      "ul",
      {class: "totals"},
      ...entries.map((name) =>
        element("li", {class: name}, element("b", {}, count(summary[name])), ` ${name}`),
      ),
    ),
  ];
};

const failures = ({groups, causes}) => {
  const first = (id) => {
    const link = element("a", {href: `#${id}`}, "first cell");
    link.setAttribute("aria-label", `First cell: ${id}`);
    return link;
  };
  return [
    groups.length > 0
      ? element(
          "div",
          {class: "groups"},
          element("h2", {}, "Failing"),
          element(
            "ul",
            {},
            ...groups.map((group) =>
              element(
                "li",
                {},
                element("span", {}, group.description),
                " ",
                element(
                  "small",
                  {},
                  plural(group.cells, "cell"),
                  group.branch ? ` in branch “${group.branch}”` : "",
                  ", ",
                  first(group.first),
                ),
              ),
            ),
          ),
        )
      : "",
    causes.length > 0
      ? element(
          "div",
          {class: "groups"},
          element("h2", {}, "Findings"),
          element("ul", {}, ...causes.map((cause) => element("li", {}, cause))),
        )
      : "",
  ];
};

const writeSummary = (report, context) => {
  const {device, description, settings, summary} = report;
  document.title = `${headline(summary)} · ${device} · Kernel conformance`;
  fill(
    byId("summary"),
    element("p", {class: "product"}, "Kernel conformance"),
    element(
      "h1",
      {class: summary.failed > 0 ? "bad" : summary.passed > 0 ? "good" : ""},
      headline(summary),
    ),
    element("p", {class: "device"}, element("b", {}, device), ` ${description}`),
    device === "host"
      ? element(
          "p",
          {class: "caution"},
          element("b", {}, "A pass on host is not a pass on a GPU."),
          " These cells ran on a CPU, from the same Metal source.",
        )
      : "",
    ...counts(summary),
    element(
      "dl",
      {class: "settings"},
      ...Object.entries(settings).map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, value)),
      ),
    ),
    ...failures(context),
  );
};

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
  for (const cell of cells) {
    cell.others = otherAxes(cell);
  }
  const cellsById = new Map(cells.map((cell) => [cell.id, cell]));
  for (const {cells: ids, lines} of report.suspects ?? []) {
    for (const id of ids) {
      cellsById.get(id).suspects = lines;
    }
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
