// Globs over cell ids, as the parameter cells takes them. The Java class CellGlob has the same
// language; one table of cases is run through both.

/** Matches nothing: what is left of braces that are not right. */
const NOTHING = "(?!)";

/** A glob's text between slashes, without braces, as a regular expression. */
const globText = (text) =>
  text
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join("[^/]*");

/** What one entry of braces stands for: itself, or each whole number of a range. */
const globEntry = (entry) => {
  const range = /^(\d{1,5})\.\.(\d{1,5})$/.exec(entry);
  if (range) {
    const [first, last] = [Number(range[1]), Number(range[2])];
    return Array.from({length: Math.max(0, last - first + 1)}, (_, i) => String(first + i));
  }
  return entry === "" ? [] : [globText(entry)];
};

/** A segment as a regular expression. */
const globSegment = (segment) =>
  /^(?:\{[^{}]*\}|[^{}])*$/.test(segment)
    ? segment.replace(/\{([^{}]*)\}|[^{}]+/g, (part, list) =>
        list === undefined
          ? globText(part)
          : `(?:${list.split(",").flatMap(globEntry).join("|") || NOTHING})`,
      )
    : NOTHING;

/** Segments as a regular expression of an id with a slash behind it. */
const globRegex = (segments) =>
  new RegExp(
    `^${segments
      .map((segment) => (segment === "**" ? "(?:[^/]+/)*" : `${globSegment(segment)}/`))
      .join("")}$`,
  );

/** A test of a cell's id, before which a glob may name the contract that ids do without. */
const globTest = (glob) => {
  const segments = glob.split("/");
  const whole = globRegex(segments);
  const rest = globRegex(segments.slice(1));
  return (id, contract) =>
    whole.test(`${id}/`) ||
    (segments.length > 1 && segments[0] === contract && rest.test(`${id}/`));
};

/** A test of a cell's id and contract: parts of ids, or globs with commas between. */
const idTest = (text) => {
  if (!/[*{},]/.test(text)) {
    return (id) => id.includes(text);
  }
  const tests = text.split(/,(?![^{}]*\})/).map((glob) => globTest(glob.trim()));
  return (id, contract) => tests.some((test) => test(id, contract));
};
