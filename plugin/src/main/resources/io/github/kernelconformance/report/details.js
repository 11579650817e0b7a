// One cell in full: what went wrong and where, what it was given and gave, how to run it again.

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

/** How many cells of the same branch fail; it is often the branch that is wrong. */
const branchNote = (cell, cells) => {
  const path = (it) =>
    [it.contract, valueOfRole(it, "variant"), valueOfRole(it, "branch")].join("\n");
  const same = cells.filter((it) => path(it) === path(cell) && it.status !== "skipped");
  const failed = same.filter(isWrong).length;
  return `${valueOfRole(cell, "branch")} (${count(failed)} of ${plural(same.length, "cell")} in it failed)`;
};

/** Whether the kernel is the one that a host would run; told of the axis that chooses kernels. */
const routedNote = ({routed}) =>
  routed ? ", which a host would choose" : "; a host would choose another";

/** The axes that tell what ran; they come before figures. */
const isOfKernel = (axis) => isImplied(axis) || axis.role === "variant";

/** What ran. */
const kernelFacts = (cell, cells) => [
  ...cell.layout.axes
    .filter(isOfKernel)
    .filter((axis) => valueOf(cell, axis) !== "")
    .sort((a, b) => isImplied(b) - isImplied(a))
    .map((axis) => [
      axis.title,
      isImplied(axis) ? branchNote(cell, cells) : `${valueOf(cell, axis)}${routedNote(cell)}`,
    ]),
  ["Kernel", cell.kernel],
];

/** Where the cell is on the other axes, but for what is usual. */
const axisFacts = (cell) =>
  cell.layout.axes
    .filter((axis) => !isOfKernel(axis) && isNamed(cell, axis))
    .map((axis) => [axis.title, String(valueOf(cell, axis))]);

/** The faults that would leave what a cell left; none if no known one would. */
const cause = (cell, diagnoses) => {
  const about = diagnoses.find(
    ({explained, others}) => explained.includes(cell.id) || others.includes(cell.id),
  );
  if (about === undefined) {
    return "";
  }
  return about.explained.includes(cell.id)
    ? about.causes.map(({words, place}) => (place ? `${words} (${place})` : words)).join("; or ")
    : "no known cause fits";
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
        ["Cause", cause(cell, this.#report.diagnoses ?? [])],
        ...kernelFacts(cell, this.#report.cells),
        ["Error / tolerance", figure(cell.boundRatio)],
        ["Relative error", figure(cell.relErr)],
        ["max |output|", figure(cell.maxAbs)],
        ["max |reference|", figure(cell.maxAbsReference)],
        [
          "Vacuous",
          cell.vacuous > 0
            ? `${count(cell.vacuous)} of ${plural(cell.elements, "element")}: zeros would be within the bounds`
            : "",
        ],
        [
          "Also passed by",
          cell.blind ? `a wrong kernel: ${cell.blind.join(", ")}` : "",
        ],
        ["Silent", cell.silent && `as the contract says: ${cell.silent}`],
        ...axisFacts(cell),
        ["Contract", cell.contract],
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
      evidence?.outputs ? outputs(cell, evidence.outputs) : "",
      part("Run it again", command("command that runs this cell again", again)),
      !isWrong(cell)
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
      evidence ? inputs(cell, evidence.inputs, this.#report.settings) : "",
    ];
  }
}
