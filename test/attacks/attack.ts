import type { Bodies } from '../fixtures/pdf/make-pdf.ts';
import { bodyOf, updated } from '../fixtures/pdf/update-file.ts';
import type { Bases } from './craft.ts';

/**
 * One way to show something else than what was signed. `gain`: one sentence on what the attacker gets. `flag`: 'rejected'
 * (the default) when the attacked signature may not be valid, 'warned' when it is genuine and only a warning is due.
 */
export type Attack = {
  readonly name: string;
  readonly gain: string;
  readonly make: (bases: Bases) => Buffer;
  readonly flag?: 'warned';
  /** The attacked field; absent: the signature that every file of this folder begins with. */
  readonly field?: string;
};

/** A class of attacks as published, or of the same kind. */
export type AttackClass = { readonly name: string; readonly attacks: readonly Attack[] };

/** Appends an ordinary, well-formed update. */
export function later(file: Buffer, bodies: Bodies, trailer = '/Info 18 0 R'): Buffer {
  return updated(file, bodies, trailer);
}

/** The newest body of an object with one piece replaced; the piece must be there. */
export function edited(file: Buffer, num: number, from: string | RegExp, to: string): string {
  const body = bodyOf(file, num);
  const changed = body.replace(from, to);
  if (changed === body) throw new Error(`object ${num} has no ${from}`);
  return changed;
}

/** Replaces text in place without moving a byte behind it: shorter text is padded with spaces. */
export function overwritten(file: Buffer, from: string | RegExp, to: string): Buffer {
  const text = file.toString('latin1');
  const found = typeof from === 'string' ? (text.includes(from) ? from : undefined) : from.exec(text)?.[0];
  if (found === undefined || to.length > found.length) throw new Error(`cannot put ${to} in place of ${from}`);
  return Buffer.from(
    text.replace(found, () => to.padEnd(found.length)),
    'latin1',
  );
}

/** Where a signature's parts lie. */
export type Parts = { readonly range: string; readonly a: number; readonly b: number; readonly c: number };

/** Reads the last signature's /ByteRange by its text alone. */
export function partsOf(file: Buffer): Parts {
  const found = [...file.toString('latin1').matchAll(/\[0 (\d{10}) (\d{10}) (\d{10})\]/g)].at(-1)!;
  const [a, b, c] = found.slice(1).map(Number) as [number, number, number];
  return { range: found[0], a, b, c };
}

/** The offset that the last startxref names. */
export function lastStartxref(file: Buffer): number {
  return Number([...file.toString('latin1').matchAll(/startxref\n(\d+)/g)].at(-1)![1]);
}
