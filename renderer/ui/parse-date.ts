/**
 * Reads a date as people type it: `23.11.2026`, `23.11.26`, `23.11.` (this year), `23/11/2026`, `23112026`, `2026-11-23`.
 * Answers `YYYY-MM-DD`; '' for nothing typed; null when there is no such day.
 */
export function parseDate(text: string, now = new Date()): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(trimmed);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const typed =
    /^(\d{1,2})[./ ](\d{1,2})(?:[./ ](\d{2}|\d{4})?)?$/.exec(trimmed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(trimmed);
  if (!typed) return null;
  const year = typed[3] === undefined ? now.getFullYear() : Number(typed[3]);
  return existing(year < 100 ? 2000 + year : year, Number(typed[2]), Number(typed[1]));
}

function existing(year: number, month: number, day: number): string | null {
  const date = new Date(year, month - 1, day);
  if (date.getFullYear() !== year || date.getMonth() !== month - 1 || date.getDate() !== day) return null;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}
