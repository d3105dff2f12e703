import { bytesSource } from '../file/byte-source.ts';
import { Lexer } from '../file/lexer.ts';
import { isArray, isDict, isType, nameOf, numberOf, type PdfDict, type PdfObject } from '../file/objects.ts';
import type { Page } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { type Area, boundsOf, DrawnPaths, type Matrix } from './drawn-paths.ts';

export type { Area };

/** What a page shows, one area each: strings, painted paths that could be signs, and pictures or patterns. */
export type ContentAreas = {
  readonly text: readonly Area[];
  readonly drawn: readonly Area[];
  readonly pictures: readonly Area[];
  /** Of `text`, what is laid out without being painted (render mode 3, §9.3.6): words that a machine read in a scan. */
  readonly unpainted: readonly Area[];
};

const identity: Matrix = [1, 0, 0, 1, 0, 0];
const unitSquare: Area = [0, 0, 1, 1];
const everywhere: Area = [-1e6, -1e6, 1e6, 1e6];
// Most glyphs are about half as wide as the font is high; the answer need not be finer than a line of text.
const meanGlyphWidth = 0.5;
const mostForms = 1000;
const mostOperands = 1000;

/** Where the page shows text, one area per shown string; the whole plane when the content cannot be read. */
export function textAreas(file: PdfFile, page: Page): readonly Area[] {
  return contentAreas(file, page).text;
}

/** Where the page shows anything; text is the whole plane when the content cannot be read. */
export function contentAreas(file: PdfFile, page: Page): ContentAreas {
  const reader = new ContentReader(file);
  try {
    const contents = file.resolve(page.dict.get('Contents'));
    const parts = isArray(contents) ? contents.map((part) => file.resolve(part)) : [contents];
    const bytes = parts.flatMap((part) => (isType(part, 'stream') ? [file.streamBytes(part)] : []));
    reader.read(joined(bytes), file.dict(page.inherited.get('Resources')), identity);
    return reader;
  } catch {
    // Another filter, or damage: nobody can say that there is no text.
    return { text: [everywhere], drawn: [], pictures: [], unpainted: [] };
  }
}

class ContentReader implements ContentAreas {
  readonly text: Area[] = [];
  readonly drawn: Area[] = [];
  readonly pictures: Area[] = [];
  readonly unpainted: Area[] = [];
  private readonly file: PdfFile;
  private forms = 0;

  constructor(file: PdfFile) {
    this.file = file;
  }

  /** Follows positions only (§8.4.4, §9.4); everything else that is drawn does not matter here. */
  read(bytes: Uint8Array, resources: PdfDict | undefined, start: Matrix): void {
    this.file.fuel.content(bytes.length);
    const lexer = new Lexer(bytesSource(bytes), 0, this.file.fuel);
    const saved: State[] = [];
    const paths = new DrawnPaths();
    let state: State = { ctm: start, size: 1, leading: 0, wide: false, pattern: false, unpainted: false };
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
        if (operands.length > mostOperands) throw new RangeError('too many operands');
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
      } else if (operator === 'Tr') state = { ...state, unpainted: n(0) === 3 };
      else if (operator === 'T*') nextLine(0, -state.leading);
      else if (operator === 'Do') this.drawForm(resources, nameOf(operands[0]), state.ctm);
      else if (operator === 'scn') state = { ...state, pattern: nameOf(operands.at(-1)) !== undefined };
      else if (['g', 'rg', 'k', 'sc', 'cs'].includes(operator)) state = { ...state, pattern: false };
      else if (operator === 'ID') {
        skipInlineImage(lexer);
        this.pictures.push(boundsOf(state.ctm, unitSquare));
      } else if (['Tj', 'TJ', "'", '"'].includes(operator)) {
        if (operator === "'" || operator === '"') nextLine(0, -state.leading);
        text = this.show(operands.at(-1), state, text);
      } else {
        const numbers = operands.map((operand) => numberOf(operand) ?? 0);
        const areas = paths.take(operator, numbers, state.ctm, state.pattern);
        (state.pattern ? this.pictures : this.drawn).push(...areas);
      }
      operands = [];
    }
  }

  private show(shown: PdfObject | undefined, state: State, text: Matrix): Matrix {
    const strings = isArray(shown) ? shown : [shown];
    const count = strings.reduce<number>((sum, item) => sum + (isType(item, 'string') ? item.bytes.length : 0), 0);
    const width = (state.wide ? count / 2 : count) * state.size * meanGlyphWidth;
    if (count > 0) {
      const area = boundsOf(multiply(text, state.ctm), [0, -0.2 * state.size, width, 0.8 * state.size]);
      this.text.push(area);
      if (state.unpainted) this.unpainted.push(area);
    }
    return multiply([1, 0, 0, 1, width, 0], text);
  }

  private drawForm(resources: PdfDict | undefined, name: string | undefined, ctm: Matrix): void {
    const form = this.file.resolve(this.file.dict(resources?.get('XObject'))?.get(name ?? ''));
    const subtype = isType(form, 'stream') ? nameOf(this.file.resolve(form.dict.get('Subtype'))) : undefined;
    if (subtype === 'Image') this.pictures.push(boundsOf(ctm, unitSquare));
    if (!isType(form, 'stream') || subtype !== 'Form') return;
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

type State = {
  readonly ctm: Matrix;
  readonly size: number;
  readonly leading: number;
  readonly wide: boolean;
  readonly pattern: boolean;
  readonly unpainted: boolean;
};

/** A letter, `'`, `"` or `*`. */
function isOperator(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 39 || code === 34 || code === 42;
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

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0)).fill(10);
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length + 1;
  }
  return out;
}
