/** The command line cannot be understood; the message says why, in English. */
export class UsageError extends Error {}

/** The options as they were given, by their names. */
export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** An option's text, null without it. */
export function one(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

/** So many numbers separated by commas. Throws UsageError. */
export function numbers(given: string, count: number, option: string): number[] {
  const parts = given.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (parts.length !== count || parts.some((part) => !Number.isFinite(part))) {
    throw new UsageError(`${option} wants ${count} numbers separated by commas, not '${given}'`);
  }
  return parts;
}
