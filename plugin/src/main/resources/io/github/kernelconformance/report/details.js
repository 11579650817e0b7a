// One cell in full: what went wrong and where, what it was given and gave, how to run it again.

const location = ({file, line, lastLine, column}) =>
  file
    ? `${file}:${line}${lastLine ? `-${lastLine}` : ""}${column ? `:${column}` : ""}`
    : "line unknown";

const thread = ({threadgroup, simdgroup, lane}) =>
  threadgroup === undefined
    ? "not from a single thread"
    : `threadgroup (${threadgroup.join(", ")}), SIMD group ${simdgroup}, lane ${lane}`;

const verdict = (status) =>
  element(
    "span",
    {class: "badge"},
    element(
      "span",
      {class: `swatch ${SCALES.verdict.style({status})}`, "aria-hidden": "true"},
      mark({status}),
    ),
    status,
  );

const part = (title, ...children) => element("section", {}, element("h3", {}, title), ...children);

const facts = (entries) =>
  element(
    "dl",
    {},
    ...entries
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, value)),
      ),
  );

const side = (title, site) =>
  element(
    "div",
    {class: "side"},
    title ? element("h5", {}, title) : "",
    element("code", {}, location(site)),
    element("p", {}, thread(site)),
  );

const finding = (it) =>
  element(
    "li",
    {},
    element(
      "h4",
      {},
      verdict(it.kind),
      it.count > 1 ? element("small", {}, `seen ${plural(it.count, "time")}`) : "",
    ),
    element("p", {}, it.message),
    element("p", {class: "note"}, `kernel ${it.kernel}`),
    it.other
      ? element("div", {class: "sides"}, side("One side", it), side("The other side", it.other))
      : side("", it),
  );

const MOST_RANKED = 10;

/**
 * The first lines that were ranked for wrong numbers, of the cell's own kernels or, where these were not
 * looked at, of others of its variant; each with its highest score.
 */
const ranked = (cell, suspects) => {
  const ofVariant = suspects.filter(
    (it) => it.family === cell.family && it.variant === cell.variant,
  );
  const own = ofVariant.filter((it) => it.mode === cell.mode && it.dtype === cell.dtype);
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
    lines.set(location(it), [`suspect ${it.score.toFixed(2)}`, it.text]);
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

/** The outputs beside their references. */
const outputs = (cell, {elements, count: all}) => {
  const batched = elements.some(({at: [batch]}) => batch > 0);
  const titles = [
    batched ? "y[b, m, n]" : "y[m, n]",
    "y",
    "reference",
    "|y − ref|",
    "error / tol.",
  ];
  const row = ({at, y, reference, error, ratio, wrong}) =>
    element(
      "tr",
      {class: wrong ? "wrong" : "right"},
      element(
        "th",
        {scope: "row"},
        at.slice(batched ? 0 : 1).join(", "),
        ...(wrong ? [" ", element("b", {}, "wrong")] : []),
      ),
      ...[y, reference, error].map((value) => element("td", {}, significant(Number(value), 6))),
      element("td", {}, significant(Number(ratio), 3)),
    );
  return part(
    "Outputs and reference",
    element(
      "p",
      {class: "note"},
      `${count(cell.wrong)} of ${plural(all, "element")} wrong. `,
      elements.length < all
        ? `${count(elements.length)} are shown, wrong ones first; the bundle has all. `
        : "",
      cell.pattern === "exact"
        ? "y must be the reference, rounded once to its type."
        : "The reference is not yet rounded to the type of y.",
    ),
    element(
      "div",
      {class: "scroll", tabindex: "0", role: "region", "aria-label": "Outputs and reference"},
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

const PATTERNS = {
  exact: "values chosen to make every partial sum a float32, so y must be exact",
  normal: "standard normal values, drawn and quantized as MLX does",
};

const inputs = (cell, evidence, settings) =>
  part(
    "Inputs",
    element(
      "p",
      {class: "note"},
      `Pattern ${cell.pattern}: ${PATTERNS[cell.pattern] ?? ""}. Seed ${settings.seed}. The first values of each array; the bundle has all.`,
    ),
    ...evidence.inputs.map(({name, type, shape, meaning, head}) =>
      element(
        "div",
        {class: "array"},
        element(
          "h4",
          {},
          element("code", {}, name),
          element("small", {}, `${type} [${shape.join(", ")}]`),
        ),
        element("p", {class: "note"}, meaning),
        element(
          "code",
          {class: "head"},
          head.join("  "),
          head.length < shape.reduce((a, b) => a * b, 1) ? "  …" : "",
        ),
      ),
    ),
  );

/** How many cells of the same branch fail; it is often the branch that is wrong. */
const branchNote = (cell, cells) => {
  const same = cells.filter(
    (it) =>
      it.family === cell.family &&
      it.variant === cell.variant &&
      it.branch === cell.branch &&
      it.status !== "skipped",
  );
  const failed = same.filter((it) => !conforms(it)).length;
  return `${cell.branch} (${count(failed)} of ${plural(same.length, "cell")} in it failed)`;
};

class Details {
  #node = byId("details");
  #report;
  #context;
  #evidence;
  #closed;

  constructor(report, context, closed) {
    this.#report = report;
    this.#context = context;
    this.#closed = closed;
    document.addEventListener("keydown", ({key}) => {
      if (key === "Escape" && !this.#node.hidden) {
        this.close();
      }
    });
  }

  open(cell) {
    // Parsed when first wanted: it may be large.
    this.#evidence ??= data("evidence-data");
    const close = element(
      "button",
      {type: "button", class: "close", "aria-label": "Close details"},
      "✕",
    );
    close.addEventListener("click", () => this.close());
    fill(this.#node, close, ...this.#content(cell, this.#evidence[cell.id]));
    this.#node.hidden = false;
    this.#node.scrollTop = 0;
    this.#node.setAttribute("aria-label", `Cell ${cell.id}`);
    this.#node.focus();
  }

  close() {
    this.#node.hidden = true;
    this.#closed();
  }

  #content(cell, evidence) {
    const lines = suspectLines(cell, this.#report.suspects ?? []);
    const again = `${this.#context.rerun} -DkernelConformance.cells='${cell.id}'`;
    return [
      element("h2", {}, cell.id),
      element("p", {}, verdict(cell.status)),
      cell.expected
        ? element(
            "p",
            {class: "note"},
            `Expected${cell.expected.flaky ? " (flaky)" : ""}: ${cell.expected.reason}`,
          )
        : "",
      cell.message ? element("p", {class: "message"}, cell.message) : "",
      facts([
        ["Branch", cell.branch && branchNote(cell, this.#report.cells)],
        [
          "Variant",
          `${cell.variant}${cell.routed ? ", which a host would choose" : "; a host would choose another"}`,
        ],
        ["Error / tolerance", figure(cell.boundRatio)],
        ["Relative error", figure(cell.relErr)],
        ["max |y|", figure(cell.maxAbs)],
        ["max |reference|", figure(cell.maxAbsReference)],
        ["Shape", `N ${cell.n}, K ${cell.k}${cell.others ? `, ${cell.others}` : ""}`],
        ["Family", cell.family],
        [
          "Redundant writes",
          cell.redundantWrites &&
            `${count(cell.redundantWrites)}: several threads write the same value to one place, which is allowed`,
        ],
        ["Second try", cell.lostWorker && `the first lost its worker: ${cell.lostWorker}`],
      ]),
      cell.findings
        ? part("Findings", element("ol", {class: "findings"}, ...cell.findings.map(finding)))
        : "",
      lines.childElementCount > 0 ? part("Lines to look at", lines) : "",
      evidence?.elements ? outputs(cell, evidence) : "",
      part("Run it again", command("command that runs this cell again", again)),
      conforms(cell)
        ? ""
        : part(
            "Write its arrays for NumPy",
            evidence
              ? ""
              : element(
                  "p",
                  {class: "note"},
                  `This report holds the arrays of ${plural(Object.keys(this.#evidence).length, "failing cell")}, but not of this one. Its bundle has them.`,
                ),
            command(
              "command that writes this cell's bundle",
              `${again} -DkernelConformance.bundle`,
            ),
          ),
      evidence ? inputs(cell, evidence, this.#report.settings) : "",
    ];
  }
}
