// What the cells tell of each contract: whether its bounds are tight, and what it cannot tell.

const percent = (ratio) => `${significant(100 * ratio, 2)} %`;

const toCell = (id, ...children) =>
  element("a", {href: `#${id}`, title: id, "aria-label": `${children.join("")}: ${id}`}, ...children);

/** Items of a cell of the table, one below the other; a dash where there are none. */
const stacked = (items) =>
  items.length > 0
    ? element("ul", {}, ...items.map((children) => element("li", {}, ...children)))
    : "–";

/** How much of its bounds a contract used, type by type. */
const used = (worst) =>
  worst.length === 0
    ? ["–"]
    : worst.flatMap(({type, boundRatio, cell}, i) => [
        `${i > 0 ? ", " : ""}${type === "" ? "" : `${type} `}`,
        toCell(cell, percent(boundRatio)),
      ]);

const contractRow = (name, {cells, compared, worst, vacuous, blind, silent, exclusions}) =>
  element(
    "tr",
    {},
    element("th", {scope: "row"}, name),
    element(
      "td",
      {},
      count(cells),
      compared < cells ? element("small", {}, `, ${count(compared)} compared`) : "",
    ),
    element("td", {}, ...used(worst)),
    element("td", {}, count(vacuous)),
    element(
      "td",
      {},
      stacked(
        blind.map((it) => [`${it.kernel}: `, toCell(it.first, plural(it.cells, "cell"))]),
      ),
    ),
    element(
      "td",
      {},
      stacked([
        ...silent.map((it) => [`${plural(it.cells, "cell")} silent: ${it.reason}`]),
        ...exclusions.map((it) => [`left out, ${it}`]),
      ]),
    ),
  );

/** The contracts as a table; it scrolls where it has no room. */
const contractTable = (contracts) =>
  element(
    "div",
    {class: "groups"},
    element("h2", {}, "Contracts"),
    element(
      "div",
      {class: "scroll contracts", tabindex: "0", role: "region", "aria-label": "Contracts"},
      element(
        "table",
        {class: "values"},
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            ...[
              "Contract",
              "Cells",
              "Most of a bound used",
              "Vacuous",
              "Cells that a wrong kernel passes",
              "What the contract says",
            ].map((title) => element("th", {scope: "col"}, title)),
          ),
        ),
        element(
          "tbody",
          {},
          ...Object.entries(contracts).map(([name, it]) => contractRow(name, it)),
        ),
      ),
    ),
  );
