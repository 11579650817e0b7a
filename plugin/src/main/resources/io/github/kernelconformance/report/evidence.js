// What a failing cell was given and what it gave, as far as the report holds it.

/** A type whose values are whole numbers, which are shown in full. */
const isWhole = (type) => /^(?:u?int|bool)/.test(type);

const whole = (value) =>
  Number.isInteger(value) ? String(value).replace("-", "−") : significant(value, 6);

/** How an output's type and shape are written, for example float32 [5, 64]. */
const typeAndShape = ({type, shape}) => `${type} [${shape.join(", ")}]`;

const sizeOf = ({shape}) => shape.reduce((a, b) => a * b, 1);

/** What an element of an output must be. */
const rule = ({name, type, rounded}) => {
  if (rounded) {
    return `${name} must be the reference, rounded once to its type.`;
  }
  return isWhole(type) ? "" : `The reference is not yet rounded to the type of ${name}.`;
};

/** One output beside its reference. */
const output = (it) => {
  const {name, type, shape, indices, meaning, elements} = it;
  const all = sizeOf(it);
  const number = isWhole(type) ? whole : (value) => significant(value, 6);
  const titles = [
    shape.length === 0
      ? "element"
      : `${name}[${shape.map((_, i) => indices[i] ?? `i${i}`).join(", ")}]`,
    name,
    "reference",
    `|${name} − ref|`,
    "error / tol.",
  ];
  const row = ({at, got, reference, error, ratio, wrong}) =>
    element(
      "tr",
      {class: wrong ? "wrong" : "right"},
      element(
        "th",
        {scope: "row"},
        at.length === 0 ? "the one" : at.join(", "),
        ...(wrong ? [" ", element("b", {}, "wrong")] : []),
      ),
      ...[got, reference, error].map((value) => element("td", {}, number(Number(value)))),
      element("td", {}, significant(Number(ratio), 3)),
    );
  const few =
    elements.length < all
      ? `${count(elements.length)} of ${plural(all, "element")} are shown, wrong ones first; the bundle has all. `
      : "";
  const note = `${few}${rule(it)}`.trim();
  return element(
    "div",
    {class: "array"},
    element("h4", {}, element("code", {}, name), element("small", {}, typeAndShape(it))),
    element("p", {class: "note"}, meaning),
    note === "" ? "" : element("p", {class: "note"}, note),
    element(
      "div",
      {class: "scroll", tabindex: "0", role: "region", "aria-label": `${name} and its reference`},
      element(
        "table",
        {class: "values"},
        element(
          "thead",
          {},
          element("tr", {}, ...titles.map((title) => element("th", {scope: "col"}, title))),
        ),
        element("tbody", {}, ...elements.map(row)),
      ),
    ),
  );
};

/** The outputs beside their references. */
const outputs = (cell, all) =>
  part(
    "Outputs and reference",
    element(
      "p",
      {class: "note"},
      `${count(cell.wrong)} of ${plural(
        all.reduce((sum, it) => sum + sizeOf(it), 0),
        "element",
      )} wrong.`,
    ),
    ...all.map(output),
  );

/** Patterns of inputs that need a word; others need none. */
const PATTERNS = {
  exact: "values chosen to make every partial sum a float32, so the output must be exact",
  normal: "standard normal values, drawn and quantized as MLX does",
};

/** How a cell's inputs are made. */
const pattern = (cell) => {
  const name = valueOfRole(cell, "pattern");
  return name === "" ? "" : `Pattern ${name}${name in PATTERNS ? `: ${PATTERNS[name]}` : ""}. `;
};

const inputs = (cell, all, settings) =>
  part(
    "Inputs",
    element(
      "p",
      {class: "note"},
      `${pattern(cell)}Seed ${settings.seed}. The first values of each array; the bundle has all.`,
    ),
    ...all.map((it) =>
      element(
        "div",
        {class: "array"},
        element("h4", {}, element("code", {}, it.name), element("small", {}, typeAndShape(it))),
        element("p", {class: "note"}, it.meaning),
        element(
          "code",
          {class: "head"},
          it.head.join("  "),
          it.head.length < sizeOf(it) ? "  …" : "",
        ),
      ),
    ),
  );
