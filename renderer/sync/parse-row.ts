import { type DatensatzArt, datensatzArten } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import { type PullEnd, type PullRow, pullEndSchema, pullRowSchema } from '../../shared/sync-protocol.ts';

const arten: ReadonlySet<string> = new Set<DatensatzArt>(datensatzArten);

/**
 * Lines of a pull, without the last newline. The usual shape is checked by hand, because the first pull reads 100,000 lines;
 * anything else goes through the schema. Throws AppError 'server-answer-invalid'.
 */
export function parseLines(text: string): (PullRow | PullEnd)[] {
  // A newline within a JSON text is escaped, so what separates lines can separate elements: one parse instead of thousands.
  const values = parseJson(`[${text.replaceAll('\n', ',')}]`);
  return values.map(parseValue);
}

function parseValue(value: unknown): PullRow | PullEnd {
  if (isPlainPut(value)) return value;
  const parsed =
    typeof value === 'object' && value && 'end' in value
      ? pullEndSchema.safeParse(value)
      : pullRowSchema.safeParse(value);
  if (!parsed.success) throw new AppError('server-answer-invalid', { cause: parsed.error });
  return parsed.data;
}

function parseJson(text: string): unknown[] {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('server-answer-invalid', { cause });
  }
}

/** What `pullRowSchema` accepts for `put`, without its cost. Fields of a newer server are kept. */
function isPlainPut(value: unknown): value is PullRow {
  const row = value as { k?: unknown; s?: unknown; p?: unknown; d?: Record<string, unknown> } | null;
  if (row?.k !== 'put' || !Number.isSafeInteger(row.s) || !Number.isSafeInteger(row.p)) return false;
  const d = row.d;
  if (typeof d !== 'object' || d === null) return false;
  return (
    arten.has(d.art as string) &&
    isId(d.id) &&
    (d.akte === null || isId(d.akte)) &&
    Number.isSafeInteger(d.rev) &&
    isFlat(d.felder)
  );
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= 80;
}

function isFlat(felder: unknown): boolean {
  if (typeof felder !== 'object' || felder === null || Array.isArray(felder)) return false;
  for (const wert of Object.values(felder)) {
    const kind = typeof wert;
    if (kind === 'string' || kind === 'boolean' || wert === null || (kind === 'number' && Number.isFinite(wert)))
      continue;
    if (Array.isArray(wert) && wert.every((element) => typeof element === 'string')) continue;
    return false;
  }
  return true;
}
