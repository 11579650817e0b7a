// Places in the source: of findings and crashes, and those ranked for wrong numbers.

const location = ({file, line, lastLine, column}) =>
  file
    ? `${file}:${line}${lastLine ? `-${lastLine}` : ""}${column ? `:${column}` : ""}`
    : "line unknown";

const thread = ({threadgroup, simdgroup, lane}) =>
  threadgroup === undefined
    ? "not from a single thread"
    : `threadgroup (${threadgroup.join(", ")}), SIMD group ${simdgroup}, lane ${lane}`;

const MOST_RANKED = 10;

/**
 * The first lines that were ranked for wrong numbers, of the cell's own kernel or, where it was not
 * looked at, of others of its variant; each with its highest score.
 */
const ranked = (cell, suspects) => {
  const ofVariant = suspects.filter(
    ({contract, variant}) => contract === cell.contract && variant === valueOfRole(cell, "variant"),
  );
  const own = suspects.filter(({kernel}) => kernel === cell.kernel);
  const lines = new Map();
  for (const it of (own.length > 0 ? own : ofVariant).flatMap(({lines}) => lines)) {
    const known = lines.get(location(it));
    if (known === undefined || known.score < it.score) {
      lines.set(location(it), it);
    }
  }
  return [...lines.values()].sort((a, b) => b.score - a.score).slice(0, MOST_RANKED);
};

/** The lines to look at first: of the crash, of the findings, and those ranked for wrong numbers. */
const suspectLines = (cell, suspects) => {
  const lines = new Map();
  if (cell.crashedAt) {
    lines.set(location(cell.crashedAt), ["crash", ""]);
  }
  for (const it of cell.findings ?? []) {
    for (const site of [it, it.other]) {
      if (site?.file) {
        lines.set(location(site), [it.kind, ""]);
      }
    }
  }
  for (const it of cell.wrong > 0 ? ranked(cell, suspects) : []) {
    lines.set(location(it), [`suspect ${it.score.toFixed(2)}${it.basis ? `: ${it.basis}` : ""}`, it.text]);
  }
  return element(
    "ul",
    {class: "lines"},
    ...[...lines].map(([line, [why, text]]) =>
      element(
        "li",
        {},
        element("code", {}, line),
        element("small", {}, why),
        text ? element("code", {class: "text"}, text) : "",
      ),
    ),
  );
};
