// The axes of contracts, as the report has them, and where cells are on them. What an axis is for
// is told by its role; nothing here or elsewhere in the page knows one by its name.

/** Whether an axis is a path inside a kernel, which other axes imply and ids do not name. */
const isImplied = ({role}) => role === "branch";

/**
 * Where the axes of a contract are in the map: which make sections, which are tables down and
 * across, which are across and down in a table, and which are none of these.
 */
const layoutOf = (axes) => {
  const ofRole = (...roles) => axes.filter(({role}) => roles.includes(role));
  const sizes = ofRole("size");
  const choices = ofRole("choice");
  const [columns, rows] =
    sizes.length > 1
      ? [sizes.slice(-2, -1), sizes.slice(-1)]
      : sizes.length === 1
        ? [sizes, choices]
        : [choices.slice(-1), choices.slice(0, -1)];
  const inTables = [...columns, ...rows];
  const layout = {
    axes,
    sections: ofRole("variant", "pattern"),
    down: ofRole("mode", "choice").filter((axis) => !inTables.includes(axis)),
    across: ofRole("type"),
    columns,
    rows,
  };
  const placed = [...layout.sections, ...layout.down, ...layout.across, ...inTables];
  layout.others = axes.filter((axis) => !placed.includes(axis) && !isImplied(axis));
  return layout;
};

const valueOf = (cell, {name}) => cell.at[name];

/** Whether an id names the value of a cell; it leaves out a value that is the usual one. */
const isNamed = (cell, axis) =>
  !isImplied(axis) && ![axis.omitted, ""].includes(String(valueOf(cell, axis)));

/** An axis in a few letters, for example N. */
const word = ({label, name}) => (label.endsWith("=") ? label.slice(0, -1) : name);

/** The values of a cell on some axes as its id spells them, for example B=3 · M=2. */
const segments = (cell, axes) =>
  axes
    .filter((axis) => isNamed(cell, axis))
    .map((axis) => `${axis.label}${valueOf(cell, axis)}`)
    .join(" · ");

/** The values alone, where the axes are told beside them. */
const values = (cell, axes, between) =>
  axes.length === 1
    ? valueOf(cell, axes[0])
    : axes.map((axis) => valueOf(cell, axis)).join(between);

/** The value on the first axis of a role, as the report writes it for what cells share. */
const valueOfRole = (cell, role) => {
  const axis = cell.layout.axes.find((it) => it.role === role);
  return axis === undefined ? "" : String(valueOf(cell, axis));
};

/** What a cell has on axes that are neither tables nor in them; empty where that is the usual. */
const others = (cell) => segments(cell, cell.layout.others);

/** Where a cell is in its table, and what it has on other axes. */
const place = (cell) => {
  const {columns, rows} = cell.layout;
  return [
    ...[...columns, ...rows].map((axis) => `${word(axis)} ${valueOf(cell, axis)}`),
    others(cell),
  ]
    .filter((part) => part !== "")
    .join(", ");
};
