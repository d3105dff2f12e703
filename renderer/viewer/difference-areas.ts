/** Pixels as canvas gives them: four bytes each, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** A rectangle in pixels, origin at the upper left. */
export interface PixelRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const cellPx = 6;
/** Gaps of so many cells belong to one place: words of a line, lines of a paragraph. */
const reachCells = 2;
// The same program draws both, so equal content gives equal pixels; the tolerance is for rounding in blending.
const tolerance = 8;
const mostAreas = 60;

/** Where two pictures of the same size differ: one rectangle per connected place, top to bottom. */
export function differenceAreas(a: Pixels, b: Pixels): readonly PixelRect[] {
  const columns = Math.ceil(a.width / cellPx);
  const rows = Math.ceil(a.height / cellPx);
  const cells = differingCells(a, b, columns);
  const areas: PixelRect[] = [];
  for (let cell = 0; cell < columns * rows; cell++) {
    if (cells[cell] !== 1) continue;
    areas.push(takeArea(cells, cell, { columns, rows }));
  }
  const inside = areas.map((area) => cutTo(area, a));
  if (inside.length <= mostAreas) return inside.sort((one, other) => one.top - other.top || one.left - other.left);
  return [around(inside)];
}

function differingCells(a: Pixels, b: Pixels, columns: number): Uint8Array {
  const cells = new Uint8Array(columns * Math.ceil(a.height / cellPx));
  const [one, other] = [words(a), words(b)];
  for (let y = 0; y < a.height; y++) {
    for (let x = 0, at = y * a.width; x < a.width; x++, at++) {
      if (one[at] === other[at]) continue;
      if (isVisible(a.data, b.data, at * 4)) cells[Math.floor(y / cellPx) * columns + Math.floor(x / cellPx)] = 1;
    }
  }
  return cells;
}

function words({ data }: Pixels): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, data.byteLength >> 2);
}

function isVisible(a: Uint8ClampedArray, b: Uint8ClampedArray, at: number): boolean {
  for (let i = at; i < at + 4; i++) if (Math.abs(a[i]! - b[i]!) > tolerance) return true;
  return false;
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** Collects the cells connected with one, marks them as taken, and answers the rectangle around them. */
function takeArea(cells: Uint8Array, first: number, { columns, rows }: Grid): PixelRect {
  const waiting = [first];
  cells[first] = 2;
  let [left, top, right, bottom] = [columns, rows, 0, 0];
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    const [x, y] = [cell % columns, Math.floor(cell / columns)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    for (let v = Math.max(0, y - reachCells); v <= Math.min(rows - 1, y + reachCells); v++) {
      for (let u = Math.max(0, x - reachCells); u <= Math.min(columns - 1, x + reachCells); u++) {
        const near = v * columns + u;
        if (cells[near] !== 1) continue;
        cells[near] = 2;
        waiting.push(near);
      }
    }
  }
  return {
    left: left * cellPx,
    top: top * cellPx,
    width: (right - left + 1) * cellPx,
    height: (bottom - top + 1) * cellPx,
  };
}

function cutTo({ left, top, width, height }: PixelRect, whole: Pixels): PixelRect {
  return { left, top, width: Math.min(width, whole.width - left), height: Math.min(height, whole.height - top) };
}

function around(areas: readonly PixelRect[]): PixelRect {
  const left = Math.min(...areas.map((area) => area.left));
  const top = Math.min(...areas.map((area) => area.top));
  const right = Math.max(...areas.map((area) => area.left + area.width));
  const bottom = Math.max(...areas.map((area) => area.top + area.height));
  return { left, top, width: right - left, height: bottom - top };
}
