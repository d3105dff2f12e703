import { z } from 'zod';
import { AppError } from './errors.ts';
import { type Kanal, kanaele } from './frist/bekanntgabe.ts';
import { isTag } from './frist/tag.ts';

/** What sets off a Frist without anything leaving the agency. */
const ohneVersand = ['ereignis', 'tagesbeginn', 'festgesetzt'] as const satisfies readonly Kanal[];

/** How something leaves the agency: the channels by which a Frist can begin to run. */
export const versandwege = kanaele.filter(
  (kanal): kanal is Exclude<Kanal, (typeof ohneVersand)[number]> => !ohneVersand.some((one) => one === kanal),
);
export type Versandweg = (typeof versandwege)[number];

const datum = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The fields of a Postausgang as records hold them; days as `YYYY-MM-DD`. */
export const postausgangfelder = {
  weg: z.enum(versandwege as [Versandweg, ...Versandweg[]]),
  /** The Ab-Vermerk: the day on which it was handed over for dispatch, sent or put up for retrieval. */
  abVermerk: datum,
  /** The day on which it was received, where that is proven; null = not known. */
  zugang: datum.nullable(),
  /** The day on which it came back undelivered; null = it did not. */
  zurueck: datum.nullable(),
};

/** The days of a Postausgang. */
export interface Versandtage {
  readonly abVermerk: string;
  readonly zugang: string | null;
  readonly zurueck: string | null;
}

/**
 * Whether the days can be: calendar days, none after `today`, nothing received or returned before it left (O3). Throws AppError
 * 'frist-day-invalid', 'frist-day-in-future'.
 */
export function checkVersandtage({ abVermerk, zugang, zurueck }: Versandtage, today: string): void {
  const days = [abVermerk, zugang, zurueck].filter((day) => day !== null);
  if (!days.every(isTag)) throw new AppError('frist-day-invalid');
  if (days.some((day) => day > today)) throw new AppError('frist-day-in-future');
  if (days.some((day) => day < abVermerk)) throw new AppError('frist-day-invalid');
}
