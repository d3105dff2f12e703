import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { bewertungen } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';

/** One line of an Aktenplan. */
export interface AktenplanRow {
  readonly kennzeichen: string;
  readonly titel: string;
  /** Kennzeichen of the unit above, null at the top. */
  readonly uebergeordnet: string | null;
  readonly aufbewahrungJahre: number;
  /** A, B or V; absent = none is proposed. */
  readonly bewertungsvorschlag?: (typeof bewertungen)[number];
}

const lineSchema = z.object({
  kennzeichen: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,39}$/),
  titel: z.string().min(1).max(500),
  uebergeordnet: z.string().default(''),
  aufbewahrungJahre: z.coerce.number().int().min(0).max(1_000),
  bewertungsvorschlag: z.enum(['', ...bewertungen]).default(''),
});

/**
 * Reads an Aktenplan as it comes from a spreadsheet: UTF-8 with or without byte order mark, semicolons or commas, first line
 * `kennzeichen;titel;uebergeordnet;aufbewahrungJahre` and, if the archive proposes something, `bewertungsvorschlag`. Throws AppError 'input-invalid' when a line does not fit, a
 * Kennzeichen occurs twice or a unit above is missing: an Aktenplan is taken as a whole or not at all.
 */
export function readAktenplan(csv: string): readonly AktenplanRow[] {
  const delimiter = (csv.split('\n')[0] ?? '').includes(';') ? ';' : ',';
  try {
    const lines = z
      .array(lineSchema)
      .parse(parse(csv, { bom: true, columns: true, delimiter, skip_empty_lines: true, trim: true }) as unknown);
    const known = new Set(lines.map(({ kennzeichen }) => kennzeichen));
    const complete = lines.every(({ uebergeordnet }) => uebergeordnet === '' || known.has(uebergeordnet));
    if (known.size !== lines.length || !complete) throw new Error('Kennzeichen twice or missing');
    return lines.map(({ bewertungsvorschlag, uebergeordnet, ...line }) => ({
      ...line,
      uebergeordnet: uebergeordnet || null,
      ...(bewertungsvorschlag && { bewertungsvorschlag }),
    }));
  } catch (cause) {
    throw new AppError('input-invalid', { cause });
  }
}
