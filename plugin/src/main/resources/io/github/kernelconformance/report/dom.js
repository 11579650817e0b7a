// Elements, and numbers in words. Text only ever enters the page as text, never as markup.

/** An element; a property that is no property of it becomes an attribute. */
const element = (name, properties = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false) {
      continue;
    }
    if (key in made && typeof value !== "string") {
      made[key] = value;
    } else {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  fill(made, ...children);
  return made;
};

/** Gives an element its children; an empty text stands for none. */
const fill = (parent, ...children) =>
  parent.replaceChildren(...children.filter((child) => child !== ""));

const byId = (id) => document.getElementById(id);

const data = (id) => JSON.parse(byId(id).textContent);

const count = (number) => number.toLocaleString("en-US");

const plural = (number, noun) => `${count(number)} ${noun}${number === 1 ? "" : "s"}`;

/** What report.json has for a figure: a number, "Infinity", or null where nothing was measured. */
const toNumber = (figure) => (figure === null || figure === undefined ? NaN : Number(figure));

/** A number with some significant digits, short enough for a table. */
const significant = (value, digits) => {
  if (Number.isNaN(value)) {
    return "NaN";
  }
  if (!Number.isFinite(value)) {
    return value < 0 ? "−∞" : "∞";
  }
  const size = Math.abs(value);
  const text =
    value !== 0 && (size < 1e-4 || size >= 1e6)
      ? value
          .toExponential(digits - 1)
          .replace(/\.?0+e/, "e")
          .replace("e+", "e")
      : String(Number(value.toPrecision(digits)));
  return text.replaceAll("-", "−");
};

/** A figure of a cell in words. */
const figure = (value) =>
  Number.isNaN(toNumber(value)) ? "not measured" : significant(toNumber(value), 4);

/** Tells a screen reader. */
const say = (text) => {
  byId("said").textContent = text;
};

/** A command with a button that copies it. Where a browser forbids that, it is selected instead. */
const command = (label, text) => {
  const words = text
    .split(" ")
    .flatMap((word) => [element("span", {}, word), " "])
    .slice(0, -1);
  const code = element("code", {}, ...words);
  const button = element("button", {type: "button"}, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = "Selected";
    }
    say(button.textContent);
  });
  button.setAttribute("aria-label", `Copy: ${label}`);
  return element("div", {class: "command"}, code, button);
};
