import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import type { Random } from './random.ts';
import type { PageItem, Scan } from './write-pdf.ts';

/** Dots per point: 150 dpi, what an office copier does by default. */
const SCALE = 150 / 72;
const WIDTH = Math.ceil(595 * SCALE);
const HEIGHT = Math.ceil(842 * SCALE);
const ROW_BYTES = Math.ceil(WIDTH / 8);

type Point = readonly [number, number];

/** The text of a page as a copier would see it: black and white, a little askew, with specks of dust. */
export function scanPage(items: readonly PageItem[], random: Random): Scan {
  const bits = new Uint8Array(ROW_BYTES * HEIGHT).fill(0xff);
  const tilt = random.int(-9, 9) / 1_000 || 0.004;
  const place = (x: number, y: number): Point => [
    (x * Math.cos(tilt) - y * Math.sin(tilt)) * SCALE,
    HEIGHT - (x * Math.sin(tilt) + y * Math.cos(tilt)) * SCALE,
  ];
  for (const item of items) {
    if (item.kind === 'text') drawText(bits, item, place);
  }
  for (let i = 0; i < 160; i++) blacken(bits, random.int(0, WIDTH - 1), random.int(0, HEIGHT - 1));
  return { width: WIDTH, height: HEIGHT, bits };
}

interface Glyph {
  readonly contours: readonly (readonly Point[])[];
  readonly advance: number;
}

const glyphs = new Map<string, Glyph>();
let font: ReturnType<typeof fontkit.create> | undefined;

function openFont(): ReturnType<typeof fontkit.create> {
  const file = '@expo-google-fonts/fira-sans/400Regular/FiraSans_400Regular.ttf';
  font ??= fontkit.create(readFileSync(createRequire(import.meta.url).resolve(file)));
  return font;
}

function drawText(bits: Uint8Array, item: Extract<PageItem, { kind: 'text' }>, place: (x: number, y: number) => Point) {
  const size = item.size ?? 10.5;
  let x = item.x;
  for (const character of item.text) {
    const glyph = readGlyph(character);
    fill(
      bits,
      glyph.contours.map((contour) => contour.map(([px, py]) => place(x + px * size, item.y + py * size))),
    );
    x += glyph.advance * size;
  }
}

/** Outline in units of the font size, curves cut into lines. */
function readGlyph(character: string): Glyph {
  const known = glyphs.get(character);
  if (known) return known;
  const { unitsPerEm } = openFont();
  const [glyph] = openFont().layout(character).glyphs;
  const contours: Point[][] = [];
  let at: Point = [0, 0];
  const to = (x: number, y: number) => {
    at = [x / unitsPerEm, y / unitsPerEm];
    contours.at(-1)?.push(at);
  };
  for (const { command, args } of commandsOf(glyph)) {
    const [a = 0, b = 0, c = 0, d = 0] = args;
    if (command === 'moveTo') contours.push([]);
    if (command === 'moveTo' || command === 'lineTo') to(a, b);
    if (command === 'quadraticCurveTo') {
      const [x0, y0] = [at[0] * unitsPerEm, at[1] * unitsPerEm];
      for (const t of [0.33, 0.66, 1]) {
        const u = 1 - t;
        to(u * u * x0 + 2 * u * t * a + t * t * c, u * u * y0 + 2 * u * t * b + t * t * d);
      }
    }
  }
  const result = { contours, advance: (glyph?.advanceWidth ?? 0) / unitsPerEm };
  glyphs.set(character, result);
  return result;
}

/** fontkit's types leave out the path's commands. */
function commandsOf(glyph: unknown): readonly { command: string; args: readonly number[] }[] {
  return (glyph as { path: { commands: readonly { command: string; args: readonly number[] }[] } }).path.commands;
}

/** Scan-line filling by the non-zero winding rule. */
function fill(bits: Uint8Array, contours: readonly (readonly Point[])[]): void {
  const edges = contours.flatMap((points) =>
    points.map((from, i) => [from, points[(i + 1) % points.length]!] as const),
  );
  if (edges.length === 0) return;
  const ys = edges.map(([[, y]]) => y);
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const bottom = Math.min(HEIGHT - 1, Math.ceil(Math.max(...ys)));
  for (let row = top; row <= bottom; row++) {
    const y = row + 0.5;
    const crossings = edges
      .filter(([[, y0], [, y1]]) => y0 <= y !== y1 <= y)
      .map(([[x0, y0], [x1, y1]]) => ({ x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), turn: y1 > y0 ? 1 : -1 }))
      .sort((a, b) => a.x - b.x);
    let winding = 0;
    for (const [i, { x, turn }] of crossings.entries()) {
      winding += turn;
      const next = crossings[i + 1];
      if (winding === 0 || !next) continue;
      for (let column = Math.round(x); column < next.x; column++) blacken(bits, column, row);
    }
  }
}

function blacken(bits: Uint8Array, x: number, y: number): void {
  if (x < 0 || x >= WIDTH) return;
  const index = y * ROW_BYTES + (x >> 3);
  bits[index] = bits[index]! & ~(0x80 >> (x & 7));
}
