// The head of the page: what ran where, how it ended, and what failed.

const headline = ({cells, passed, failed, skipped, expected, vacuous}, contracts) => {
  const ran = cells - skipped;
  if (ran === 0) {
    return "No cell ran, so nothing is known about the kernels";
  }
  if (failed > 0) {
    return `${count(failed)} of ${plural(ran, "cell")} do not conform`;
  }
  if (contracts !== "") {
    return contracts;
  }
  const nothing = vacuous > 0 ? `; ${count(vacuous)} ${vacuous === 1 ? "is" : "are"} vacuous` : "";
  if (expected > 0) {
    return `${count(expected)} of ${plural(ran, "cell")} fail as expected; no other cell fails${nothing}`;
  }
  if (vacuous > 0) {
    return `${count(passed)} of ${plural(ran, "cell")} ${passed === 1 ? "conforms" : "conform"}${nothing}`;
  }
  return `${ran === 1 ? "The cell" : `All ${count(ran)} cells`} that ran ${ran === 1 ? "conforms" : "conform"}`;
};

/** Whether the outcome is bad, good, or neither. */
const outcome = ({passed, failed, vacuous}, contracts) =>
  failed > 0 || contracts !== "" ? "bad" : passed > 0 && vacuous === 0 ? "good" : "";

/** The counts as a bar and in words. */
const counts = (summary) => {
  const entries = ["passed", "failed", "expected", "vacuous", "skipped"].filter(
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

/** A list under a title; nothing where it is empty. */
const listed = (title, items, properties = {}) =>
  items.length > 0
    ? element(
        "div",
        {class: "groups"},
        element("h2", {}, title),
        element("ul", properties, ...items.map((children) => element("li", {}, ...children))),
      )
    : "";

const group = ({description, cells, branch, first, causes}) => [
  description,
  " ",
  element(
    "small",
    {},
    plural(cells, "cell"),
    branch ? ` in branch “${branch}”` : "",
    ", ",
    element("a", {href: `#${first}`, "aria-label": `First cell: ${first}`}, "first cell"),
  ),
  ...causes.map((cause) => element("p", {class: "cause"}, `Cause: ${cause}`)),
];

const suspect = (it) => [
  element("code", {}, location(it)),
  element("small", {}, it.score.toFixed(2)),
  element("code", {class: "text"}, it.text),
  it.basis ? element("small", {}, it.basis) : "",
];

const smallest = ({line, command, cell}) => [
  line,
  " ",
  cell ? element("small", {}, element("a", {href: `#${cell}`}, "this cell")) : "",
  element("div", {}, element("code", {}, command)),
];

const writeSummary = (report, context) => {
  const {device, description, settings, summary} = report;
  const title = headline(summary, context.contracts);
  document.title = `${title} · ${device} · Kernel conformance`;
  fill(
    byId("summary"),
    element("p", {class: "product"}, "Kernel conformance"),
    element("h1", {class: outcome(summary, context.contracts)}, title),
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
    listed(
      "Contracts that cannot tell a wrong kernel",
      context.untold.map((sentence) => [sentence]),
    ),
    listed("Failing", context.groups.map(group)),
    listed(
      "Findings",
      context.causes.map((cause) => [cause]),
    ),
    ...context.suspects.map(({title, lines}) => listed(title, lines.map(suspect), {class: "lines"})),
    listed(
      "Smallest failing cases, which reproducer.md tells without this plugin",
      context.smallest.map(smallest),
    ),
    contractTable(report.contracts),
  );
};
