import { AppError } from '../../errors.ts';
import { Lexer } from '../file/lexer.ts';
import { isDict, latin1Text, numberOf } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { streamStart } from '../file/xref.ts';

/** Something in the bytes that readers may see differently, and where it begins. */
export type LayoutFinding = {
  readonly kind: 'unlisted-object' | 'unlisted-bytes' | 'double-key' | 'stream-length';
  readonly offset: number;
};

/** How a finding behind a signature is told. */
export const layoutCodes = {
  'unlisted-object': 'unlisted-object-added',
  'unlisted-bytes': 'unlisted-bytes-added',
  'double-key': 'double-key-added',
  'stream-length': 'stream-length-wrong',
} as const;

const longestGapBytes = 1 << 20;

/**
 * Walks over all bytes from an offset on: each must belong to an object or a section that the cross-reference chain lists,
 * or be white space. What lies between is what readers that scan for objects find and others do not. Objects that newer
 * revisions replaced are listed by their own. Throws AppError 'pdf-too-much-data'.
 */
export function walkLayout(file: PdfFile, from: number): LayoutFinding[] {
  const findings: LayoutFinding[] = [];
  const places = [...file.xref.places].filter((place) => place >= from && place < file.source.size);
  let position = from;
  for (const place of places.sort((a, b) => a - b)) {
    if (place < position) continue;
    inspectGap(file, position, place, findings);
    position = endOfPlace(file, place, findings);
  }
  inspectGap(file, position, file.source.size, findings);
  return findings;
}

function inspectGap(file: PdfFile, from: number, to: number, findings: LayoutFinding[]): void {
  if (to <= from) return;
  const text = latin1Text(file.source.read(from, Math.min(to - from, longestGapBytes)));
  file.fuel.step(text.length);
  if (/\d\s+\d+\s+obj\b/.test(text)) findings.push({ kind: 'unlisted-object', offset: from });
  else if (!isEmpty(text)) findings.push({ kind: 'unlisted-bytes', offset: from });
}

/** White space, zeros, `startxref`, and comments without words that a scanning reader looks for. */
function isEmpty(text: string): boolean {
  if (text.length >= longestGapBytes) return false;
  if (/xref|trailer|stream|%PDF-/.test(text.replace(/^\s*startxref\s+\d+\s*(?=%%EOF|$)/, ''))) return false;
  return /^[\s\0]*$/.test(text.replace(/^\s*startxref\s+\d+/, '').replace(/%[^\r\n]*/g, ''));
}

/** Behind the object or section that begins here; the place itself when it cannot be read. */
function endOfPlace(file: PdfFile, place: number, findings: LayoutFinding[]): number {
  const lexer = new Lexer(file.source, place, file.fuel);
  try {
    if (lexer.word() === 'xref') {
      for (let word = lexer.word(); word !== 'trailer'; word = lexer.word()) if (word === '') return place;
      lexer.object();
    } else if (/^\d+$/.test(lexer.word()) && lexer.word() === 'obj') passObject(file, lexer, place, findings);
    else return place;
  } catch (error) {
    if (error instanceof AppError && error.code === 'pdf-too-much-data') throw error;
    return place;
  }
  if (lexer.hasDoubleKey) findings.push({ kind: 'double-key', offset: place });
  return lexer.position;
}

function passObject(file: PdfFile, lexer: Lexer, place: number, findings: LayoutFinding[]): void {
  const before = lexer.position;
  if (lexer.word() === 'endobj') return;
  lexer.position = before;
  const object = lexer.object();
  const afterObject = lexer.position;
  const start = isDict(object) ? streamStart(lexer) : undefined;
  if (start === undefined || !isDict(object)) lexer.position = afterObject;
  else {
    lexer.position = start + (numberOf(file.resolve(object.get('Length'))) ?? 0);
    if (lexer.word() !== 'endstream') {
      findings.push({ kind: 'stream-length', offset: place });
      return;
    }
  }
  const end = lexer.position;
  if (lexer.word() !== 'endobj') lexer.position = end;
}
