/** A rectangle in user space: left, bottom, right, top. */
export type Area = readonly [number, number, number, number];

/** The six numbers of a transformation (ISO 32000-2 §8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number];

// Rectangles and lines are grounds, frames and rules; signs need more points or curves.
const mostPlainPoints = 5;

type Subpath = { readonly points: (readonly [number, number])[]; isCurved: boolean };

/** Follows the construction of paths (§8.5.2) and keeps where painted ones could be signs or drawings. */
export class DrawnPaths {
  private subpaths: Subpath[] = [];

  /** Takes an operator if it is one of paths; painting gives the areas of what was drawn. */
  take(operator: string, numbers: readonly number[], ctm: Matrix, isPattern: boolean): readonly Area[] {
    if (operator === 'm') this.subpaths.push({ points: [], isCurved: false });
    if (operator === 're') this.rectangle(numbers, ctm);
    else if ('mlcvy'.includes(operator)) this.extend(operator, numbers, ctm);
    else if (/^(f|F|f\*|B|B\*|b|b\*|S|s|n)$/.test(operator)) return this.paint(operator, isPattern);
    return [];
  }

  private rectangle([x = 0, y = 0, width = 0, height = 0]: readonly number[], ctm: Matrix): void {
    const corners = [x, x + width].flatMap((left) => [y, y + height].map((bottom) => [left, bottom] as const));
    this.subpaths.push({ points: corners.map((corner) => at(corner, ctm)), isCurved: false });
  }

  private extend(operator: string, numbers: readonly number[], ctm: Matrix): void {
    const subpath = this.subpaths.at(-1);
    if (subpath === undefined) return;
    if (operator !== 'm' && operator !== 'l') subpath.isCurved = true;
    for (let i = 0; i + 1 < numbers.length; i += 2) subpath.points.push(at([numbers[i]!, numbers[i + 1]!], ctm));
  }

  private paint(operator: string, isPattern: boolean): readonly Area[] {
    const drawn = this.subpaths.filter(
      ({ points, isCurved }) => isPattern || isCurved || points.length > mostPlainPoints,
    );
    this.subpaths = [];
    return operator === 'n' ? [] : drawn.map(({ points }) => bounds(points));
  }
}

/** The area behind a transformation. */
export function boundsOf(matrix: Matrix, [left, bottom, right, top]: Area): Area {
  return bounds([left, right].flatMap((x) => [bottom, top].map((y) => at([x, y], matrix))));
}

function at([x, y]: readonly [number, number], [a, b, c, d, e, f]: Matrix): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

function bounds(points: readonly (readonly [number, number])[]): Area {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [bottom, top] = [Math.min(bottom, y), Math.max(top, y)];
  }
  return [left, bottom, right, top];
}
