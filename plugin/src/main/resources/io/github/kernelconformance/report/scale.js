// What a cell looks like: a mark for its verdict, and a colour for its verdict or its error.

/** The verdicts, the gravest first. The mark says in a letter what the colour says. */
const VERDICTS = {
  crash: "C",
  timeout: "T",
  "memory-error": "M",
  undefined: "U",
  race: "R",
  "missing-fence": "F",
  divergence: "D",
  nondeterministic: "N",
  mismatch: "×",
  "contract-error": "E",
  vacuous: "V",
  skipped: "–",
  pass: "",
};

/** A vacuous cell ran and proves nothing, so that it is no failure and no pass. */
const UNJUDGED = ["vacuous", "skipped"];

/** Whether the kernel did not conform, be that expected or not. */
const isWrong = ({status}) => status !== "pass" && !UNJUDGED.includes(status);

/** Whether the kernel did not conform, and nobody expected that. */
const hasFailed = (cell) => isWrong(cell) && !cell.expected;

/** Whether the kernel did not conform, as was expected. */
const isKnown = (cell) => isWrong(cell) && cell.expected !== undefined;

/** Steps of a scale: up to which value, and how the legend calls it. */
const STEPS = {
  ratio: [
    [0, "0"],
    [1e-2, "≤ 0.01"],
    [1e-1, "≤ 0.1"],
    [1, "≤ 1"],
    [10, "≤ 10"],
    [1e3, "≤ 10³"],
    [1e6, "≤ 10⁶"],
    [Number.MAX_VALUE, "> 10⁶"],
    [Infinity, "∞"],
  ],
  error: [
    [0, "0"],
    [1e-8, "≤ 10⁻⁸"],
    [1e-7, "≤ 10⁻⁷"],
    [1e-5, "≤ 10⁻⁵"],
    [1e-3, "≤ 10⁻³"],
    [1e-1, "≤ 0.1"],
    [10, "≤ 10"],
    [Number.MAX_VALUE, "> 10"],
    [Infinity, "∞"],
  ],
};

/** The ways to colour the map. */
const SCALES = {
  verdict: {
    title: "verdict",
    style: (cell) =>
      `verdict ${cell.status in VERDICTS ? cell.status : "other"}${isKnown(cell) ? " known" : ""}`,
  },
  ratio: {
    title: "error / tolerance",
    style: (cell) => step("ratio", cell, cell.boundRatio),
  },
  error: {
    title: "relative error",
    style: (cell) => step("error", cell, cell.relErr),
  },
};

/** A small error of a vacuous cell says nothing, so it has no place on a scale. */
const step = (scale, {status}, figure) => {
  const value = toNumber(figure);
  if (status === "vacuous") {
    return "verdict vacuous";
  }
  return Number.isNaN(value)
    ? "unmeasured"
    : `${scale} step${STEPS[scale].findIndex(([most]) => value <= most)}`;
};

const mark = (cell) => VERDICTS[cell.status] ?? "?";

/** What the legend says of a verdict that does not speak for itself. */
const VERDICT_WORDS = {vacuous: "vacuous: zeros would pass too"};

const verdictEntry = (status) => [
  SCALES.verdict.style({status}),
  mark({status}),
  VERDICT_WORDS[status] ?? status,
];

/** The entries of a scale's legend: a style, a mark and a text. */
const legend = (name, cells) => {
  const statuses = [...new Set(cells.map(({status}) => status))];
  if (name === "verdict") {
    const known = cells.some(isKnown)
      ? [["verdict mismatch known", "×", "paler: as expected"]]
      : [];
    return [...statuses.sort((a, b) => order(a) - order(b)).map(verdictEntry), ...known];
  }
  return [
    ...STEPS[name].map(([, text], index) => [`${name} step${index}`, "", text]),
    ["unmeasured", "", "not measured"],
    ...statuses.filter((status) => status === "vacuous").map(verdictEntry),
  ];
};

const order = (status) => {
  const index = Object.keys(VERDICTS).indexOf(status);
  return index < 0 ? -1 : index;
};
