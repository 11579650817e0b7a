// Where a key leads from a cell of the map. A panel is a table with its cells as rows of columns.

const isShown = (td) => td !== undefined && !td.hidden;

class Walk {
  #panels;
  #places;

  constructor(panels, places) {
    this.#panels = panels;
    this.#places = places;
  }

  /** The cell to go to; undefined where the key is not for the map, or leads nowhere. */
  from(td, {key, ctrlKey}) {
    const {panel, row, column} = this.#places.get(td);
    const line = panel.tds[row];
    const across = panel.tds.map((tds) => tds[column]);
    if (ctrlKey) {
      const all = [...this.#places.keys()].filter(isShown);
      return {Home: all[0], End: all.at(-1)}[key];
    }
    switch (key) {
      case "ArrowRight":
        return line.slice(column + 1).find(isShown) ?? this.#beside(panel, row, 1);
      case "ArrowLeft":
        return line.slice(0, column).findLast(isShown) ?? this.#beside(panel, row, -1);
      case "ArrowDown":
        return across.slice(row + 1).find(isShown) ?? this.#below(panel, column, 1);
      case "ArrowUp":
        return across.slice(0, row).findLast(isShown) ?? this.#below(panel, column, -1);
      case "Home":
        return line.find(isShown);
      case "End":
        return line.findLast(isShown);
      case "PageDown":
        return this.#below(panel, column, 1);
      case "PageUp":
        return this.#below(panel, column, -1);
      case "n":
        return this.#failure(td, 1);
      case "p":
        return this.#failure(td, -1);
      default:
        return undefined;
    }
  }

  /** The nearest cell of the next table to the side, in the same row where it has that. */
  #beside(panel, row, step) {
    const next = this.#panels[this.#panels.indexOf(panel) + step];
    if (next?.section !== panel.section || next.column !== panel.column + step) {
      return undefined;
    }
    const same = next.tds[Math.min(row, next.tds.length - 1)];
    const cells = [same, ...next.tds]
      .map((tds) => tds.filter(isShown))
      .find((tds) => tds.length > 0);
    return cells?.at(step > 0 ? 0 : -1);
  }

  /** The nearest cell of the next table below or above, in the same column where it has that. */
  #below(panel, column, step) {
    const panels = step > 0 ? this.#panels : this.#panels.toReversed();
    const next = panels
      .slice(panels.indexOf(panel) + 1)
      .find((other) => !other.node.hidden && other.column === panel.column);
    const cells = next?.tds.flat().filter(isShown) ?? [];
    const same = cells.filter((td) => this.#places.get(td).column === column);
    return (same.length > 0 ? same : cells).at(step > 0 ? 0 : -1);
  }

  /** The next cell in either direction that failed. */
  #failure(td, step) {
    const cells = [...this.#places].filter(
      ([other, {cell}]) => other === td || (!other.hidden && hasFailed(cell)),
    );
    return cells[cells.findIndex(([other]) => other === td) + step]?.[0];
  }
}
