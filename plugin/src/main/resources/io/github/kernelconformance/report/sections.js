// What the map shows where. Each contract has, for each variant and pattern, a section; in it are
// tables with modes down and types across; in a table the last size is down and the one before it
// across. Batches and the like are usually tried at a few sizes; these are then down, and the batches
// across.

const MOST_PLACES = 12;

/** The values of a field in order of appearance, or ascending where they are numbers. */
const distinct = (cells, of) => {
  const values = [...new Set(cells.map(of))];
  return values.every((value) => typeof value === "number") ? values.sort((a, b) => a - b) : values;
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

const words = (axes, between) => axes.map(word).join(between);

/** Sizes are across and down. */
const bySize = ({columns, rows}) => ({
  corner: [words(rows, " · "), words(columns, " · ")].filter((part) => part !== "").join("\\"),
  column: (cell) => values(cell, columns, " · "),
  row: (cell) => values(cell, rows, " · "),
});

/** What is tried at a few sizes is across, and the sizes are down. */
const byOthers = ({columns, rows}) => {
  const inTables = [...columns, ...rows];
  const between = inTables.every(({role}) => role === "size") ? "×" : " · ";
  return {
    corner: words(inTables, between),
    column: others,
    row: (cell) => values(cell, inTables, between),
    upright: true,
  };
};

/** The sections of some cells: a title, the contract, the cells, and what is across and down. */
const sectionsOf = (cells) =>
  [...grouped(cells, ({contract}) => contract).values()].flatMap((ofContract) => {
    const {layout} = ofContract[0];
    return [...grouped(ofContract, (cell) => segments(cell, layout.sections))].flatMap(
      ([title, part]) => partsOf(title, part, layout),
    );
  });

const partsOf = (title, cells, layout) => {
  const section = (part, axes, subtitle) => ({
    title: [title, subtitle].filter((text) => text !== "").join(" · "),
    contract: part[0].contract,
    cells: part,
    axes,
  });
  const plain = cells.filter((cell) => others(cell) === "");
  const rest = cells.filter((cell) => others(cell) !== "");
  const axes = byOthers(layout);
  const sections = plain.length > 0 ? [section(plain, bySize(layout), "")] : [];
  const isTriedAtFew =
    distinct(rest, others).length > 1 && distinct(rest, axes.row).length <= MOST_PLACES;
  if (isTriedAtFew) {
    const varied = layout.others.filter((axis) => rest.some((cell) => isNamed(cell, axis)));
    sections.push(section(rest, axes, varied.map((axis) => axis.title).join(", ")));
  } else {
    for (const [subtitle, same] of grouped(rest, others)) {
      sections.push(section(same, bySize(layout), subtitle));
    }
  }
  return sections;
};

/** The tables of a section: rows of tables, each with a column for each type that the section has. */
const tablesOf = ({cells, axes}) => {
  const {down, across} = cells[0].layout;
  const types = distinct(cells, (cell) => segments(cell, across));
  return [...grouped(cells, (cell) => segments(cell, down))].flatMap(([mode, ofMode]) => {
    const rows = distinct(ofMode, axes.row);
    return [...grouped(ofMode, (cell) => segments(cell, across))]
      .map(([type, same]) => ({mode, type, cells: same, rows, column: types.indexOf(type)}))
      .sort((a, b) => a.column - b.column);
  });
};
