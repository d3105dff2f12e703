import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
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

/** A glyph at one size: black runs by row, in pixels from its origin, rows downwards. */
interface Glyph {
  readonly runs: readonly (readonly [row: number, from: number, to: number])[];
  /** Points. */
  readonly advance: number;
}

const glyphs = new Map<string, Glyph>();
let font: ReturnType<typeof fontkit.create> | undefined;

function openFont(): ReturnType<typeof fontkit.create> {
  font ??= fontkit.create(readFileSync(findFont()));
  return font;
}

/** An installed app has no packages, but the stamps' fonts beside its bundles. */
function findFont(): string {
  const bundled = path.join(import.meta.dirname, '../renderer/fonts/FiraSans-Regular.ttf');
  if (existsSync(bundled)) return bundled;
  return createRequire(import.meta.url).resolve('@expo-google-fonts/fira-sans/400Regular/FiraSans_400Regular.ttf');
}

/** Each glyph is put down upright at its tilted place: at one bit per pixel a copier's skew looks the same. */
function drawText(bits: Uint8Array, item: Extract<PageItem, { kind: 'text' }>, place: (x: number, y: number) => Point) {
  let x = item.x;
  for (const character of item.text) {
    const glyph = readGlyph(character, item.size ?? 10.5);
    const [left, base] = place(x, item.y).map(Math.round) as [number, number];
    for (const [row, from, to] of glyph.runs) {
      for (let column = from; column < to; column++) blacken(bits, left + column, base + row);
    }
    x += glyph.advance;
  }
}

function readGlyph(character: string, size: number): Glyph {
  const key = `${size} ${character}`;
  const known = glyphs.get(key);
  if (known) return known;
  const [glyph] = openFont().layout(character).glyphs;
  const scale = size / openFont().unitsPerEm;
  const result = { runs: fill(readContours(glyph, scale * SCALE)), advance: (glyph?.advanceWidth ?? 0) * scale };
  glyphs.set(key, result);
  return result;
}

/** Outline in pixels, y downwards, curves cut into lines. */
function readContours(glyph: unknown, scale: number): readonly (readonly Point[])[] {
  const contours: Point[][] = [];
  let at: Point = [0, 0];
  const to = (x: number, y: number) => {
    at = [x, y];
    contours.at(-1)?.push([x * scale, -y * scale]);
  };
  for (const { command, args } of commandsOf(glyph)) {
    const [a = 0, b = 0, c = 0, d = 0] = args;
    if (command === 'moveTo') contours.push([]);
    if (command === 'moveTo' || command === 'lineTo') to(a, b);
    if (command === 'quadraticCurveTo') {
      const [x0, y0] = at;
      for (const t of [0.33, 0.66, 1]) {
        const u = 1 - t;
        to(u * u * x0 + 2 * u * t * a + t * t * c, u * u * y0 + 2 * u * t * b + t * t * d);
      }
    }
  }
  return contours;
}

/** fontkit's types leave out the path's commands. */
function commandsOf(glyph: unknown): readonly { command: string; args: readonly number[] }[] {
  return (glyph as { path: { commands: readonly { command: string; args: readonly number[] }[] } }).path.commands;
}

/** Scan-line filling by the non-zero winding rule. */
function fill(contours: readonly (readonly Point[])[]): Glyph['runs'] {
  const edges = contours.flatMap((points) =>
    points.map((from, i) => [from, points[(i + 1) % points.length]!] as const),
  );
  const ys = edges.map(([[, y]]) => y);
  const runs: [number, number, number][] = [];
  for (let row = Math.floor(Math.min(...ys)); row <= Math.max(...ys); row++) {
    const y = row + 0.5;
    const crossings = edges
      .filter(([[, y0], [, y1]]) => y0 <= y !== y1 <= y)
      .map(([[x0, y0], [x1, y1]]) => ({ x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), turn: y1 > y0 ? 1 : -1 }))
      .sort((a, b) => a.x - b.x);
    let winding = 0;
    for (const [i, { x, turn }] of crossings.entries()) {
      winding += turn;
      const next = crossings[i + 1];
      if (winding !== 0 && next) runs.push([row, Math.round(x), Math.ceil(next.x)]);
    }
  }
  return runs;
}

function blacken(bits: Uint8Array, x: number, y: number): void {
  if (x < 0 || x >= WIDTH || y < 0 || y >= HEIGHT) return;
  const index = y * ROW_BYTES + (x >> 3);
  bits[index] = bits[index]! & ~(0x80 >> (x & 7));
}
