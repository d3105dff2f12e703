import { bytesSource } from '../file/byte-source.ts';
import { Lexer } from '../file/lexer.ts';
import { isArray, isDict, isType, nameOf, numberOf, type PdfDict, type PdfObject } from '../file/objects.ts';
import type { Page } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';

/** A rectangle in user space: left, bottom, right, top. */
export type Area = readonly [number, number, number, number];

type Matrix = readonly [number, number, number, number, number, number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];
const unitSquare: Area = [0, 0, 1, 1];
const everywhere: Area = [-1e6, -1e6, 1e6, 1e6];
// Most glyphs are about half as wide as the font is high; the answer need not be finer than a line of text.
const meanGlyphWidth = 0.5;
const mostForms = 1000;

/** Where the page shows text, one area per shown string; the whole plane when the content cannot be read. */
export function textAreas(file: PdfFile, page: Page): readonly Area[] {
  return shownAreas(file, page).text;
}

/** The same, and where it shows pictures: what a scan says is in them. */
export function shownAreas(
  file: PdfFile,
  page: Page,
): { readonly text: readonly Area[]; readonly pictures: readonly Area[] } {
  const reader = new ContentReader(file);
  try {
    const contents = file.resolve(page.dict.get('Contents'));
    const parts = isArray(contents) ? contents.map((part) => file.resolve(part)) : [contents];
    const bytes = parts.flatMap((part) => (isType(part, 'stream') ? [file.streamBytes(part)] : []));
    reader.read(joined(bytes), file.dict(page.inherited.get('Resources')), identity);
    return reader;
  } catch {
    // Another filter, or damage: nobody can say that there is no text.
    return { text: [everywhere], pictures: [] };
  }
}

class ContentReader {
  readonly text: Area[] = [];
  readonly pictures: Area[] = [];
  private readonly file: PdfFile;
  private forms = 0;

  constructor(file: PdfFile) {
    this.file = file;
  }

  /** Follows positions only (§8.4.4, §9.4); everything else that is drawn does not matter here. */
  read(bytes: Uint8Array, resources: PdfDict | undefined, start: Matrix): void {
    const lexer = new Lexer(bytesSource(bytes), 0, this.file.fuel);
    const saved: State[] = [];
    let state: State = { ctm: start, size: 1, leading: 0, wide: false };
    let [text, line] = [identity, identity];
    const nextLine = (x: number, y: number): void => {
      line = multiply([1, 0, 0, 1, x, y], line);
      text = line;
    };
    let operands: PdfObject[] = [];
    const n = (index: number): number => numberOf(operands[index]) ?? 0;
    const six = (): Matrix => [n(0), n(1), n(2), n(3), n(4), n(5)];
    for (;;) {
      lexer.skipSpace();
      if (lexer.peek() < 0) return;
      if (!isOperator(lexer.peek())) {
        operands.push(lexer.object());
        continue;
      }
      const operator = lexer.word();
      if (operator === 'q') saved.push(state);
      else if (operator === 'Q') state = saved.pop() ?? state;
      else if (operator === 'cm') state = { ...state, ctm: multiply(six(), state.ctm) };
      else if (operator === 'BT') text = line = identity;
      else if (operator === 'Tf') state = { ...state, size: n(1), wide: this.isWide(resources, nameOf(operands[0])) };
      else if (operator === 'TL') state = { ...state, leading: n(0) };
      else if (operator === 'Tm') text = line = six();
      else if (operator === 'Td') nextLine(n(0), n(1));
      else if (operator === 'TD') {
        state = { ...state, leading: -n(1) };
        nextLine(n(0), n(1));
      } else if (operator === 'T*') nextLine(0, -state.leading);
      else if (operator === 'Do') this.draw(resources, nameOf(operands[0]), state.ctm);
      else if (operator === 'ID') {
        this.pictures.push(boundsOf(state.ctm, unitSquare));
        skipInlineImage(lexer);
      } else if (['Tj', 'TJ', "'", '"'].includes(operator)) {
        if (operator === "'" || operator === '"') nextLine(0, -state.leading);
        text = this.show(operands.at(-1), state, text);
      }
      operands = [];
    }
  }

  private show(shown: PdfObject | undefined, state: State, text: Matrix): Matrix {
    const strings = isArray(shown) ? shown : [shown];
    const count = strings.reduce<number>((sum, item) => sum + (isType(item, 'string') ? item.bytes.length : 0), 0);
    const width = (state.wide ? count / 2 : count) * state.size * meanGlyphWidth;
    if (count > 0) this.text.push(boundsOf(multiply(text, state.ctm), [0, -0.2 * state.size, width, 0.8 * state.size]));
    return multiply([1, 0, 0, 1, width, 0], text);
  }

  private draw(resources: PdfDict | undefined, name: string | undefined, ctm: Matrix): void {
    const form = this.file.resolve(this.file.dict(resources?.get('XObject'))?.get(name ?? ''));
    if (!isType(form, 'stream')) return;
    const subtype = nameOf(this.file.resolve(form.dict.get('Subtype')));
    if (subtype === 'Image') this.pictures.push(boundsOf(ctm, unitSquare));
    if (subtype !== 'Form') return;
    if (++this.forms > mostForms) throw new RangeError('too many forms');
    const own = (this.file.array(form.dict.get('Matrix')) ?? []).map((item) => numberOf(this.file.resolve(item)) ?? 0);
    const matrix = own.length === 6 ? (own as unknown as Matrix) : identity;
    const bytes = this.file.streamBytes(form);
    const inside = this.file.dict(form.dict.get('Resources')) ?? resources;
    this.file.fuel.deeper(() => this.read(bytes, inside, multiply(matrix, ctm)));
  }

  private isWide(resources: PdfDict | undefined, name: string | undefined): boolean {
    const font = this.file.dict(this.file.dict(resources?.get('Font'))?.get(name ?? ''));
    return isDict(font) && nameOf(this.file.resolve(font.get('Subtype'))) === 'Type0';
  }
}

type State = { readonly ctm: Matrix; readonly size: number; readonly leading: number; readonly wide: boolean };

function isOperator(code: number): boolean {
  const sign = String.fromCharCode(code);
  return /[A-Za-z'"*]/.test(sign);
}

/** Behind `EI` with white space on both sides (§8.9.7). */
function skipInlineImage(lexer: Lexer): void {
  for (let last = '   '; lexer.peek() >= 0; lexer.position++) {
    last = last.slice(-3) + String.fromCharCode(lexer.peek());
    if (/\sEI\s/.test(last)) return;
  }
}

/** The area behind two matrices (§8.3.4): `first` is applied first. */
function multiply(first: Matrix, then: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [p, q, r, s, t, u] = then;
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u];
}

function boundsOf([a, b, c, d, e, f]: Matrix, [left, bottom, right, top]: Area): Area {
  const corners = [left, right].flatMap((x) =>
    [bottom, top].map((y) => [a * x + c * y + e, b * x + d * y + f] as const),
  );
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0)).fill(10);
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length + 1;
  }
  return out;
}
