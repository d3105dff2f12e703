import { z } from 'zod';
import { storableText } from '../akte.ts';

/** What a logo may be: about 14 KB of base64, because it lies in a field, and so many pixels wide and high. */
export const logoLimits = { zeichen: 19_000, px: 1_000 } as const;

/**
 * Lines at the head of what an agency writes: how many, letters of one line, letters of all that fit above an address; and letters of
 * the whole head as JSON.
 */
export const briefkopfLimits = { zeilen: 12, zeichen: 200, zusammen: 600, json: 30_000 } as const;

/** What an agency puts at the head of what it writes. */
export const briefkopfSchema = z.strictObject({
  zeilen: z.array(storableText(briefkopfLimits.zeichen).min(1)).max(briefkopfLimits.zeilen),
  /** A PNG in base64; empty: none. */
  logo: storableText(logoLimits.zeichen),
  /** What the logo shows, for those who do not see it. */
  logoText: storableText(200),
});

/** The head of what an agency writes, as its profile had it when the text became a file. */
export type Briefkopf = z.infer<typeof briefkopfSchema>;

/** Whether every character of a line is one that letters can show: a head that cannot be shown would stop every letter (T13). */
export function isShownLine(line: string): boolean {
  return /^[\p{Script=Latin}0-9 !-/:-@[-`{-~·–—„“”‚‘’»«§€°•…]*$/u.test(line);
}

/** The head that a profile gives a text in this language; undefined: it gives none. */
export function briefkopfOf(
  profil: {
    readonly name: string;
    readonly briefkopf: readonly string[];
    readonly logo: string;
    readonly logoText: string;
  },
  sprache: 'de' | 'en',
): Briefkopf | undefined {
  const { name, briefkopf, logo } = profil;
  if (briefkopf.length === 0 && logo === '') return undefined;
  const shown = sprache === 'de' ? `Wappen oder Logo: ${name}` : `Coat of arms or logo: ${name}`;
  return { zeilen: [...briefkopf], logo, logoText: logo === '' ? '' : profil.logoText || shown.slice(0, 200) };
}
