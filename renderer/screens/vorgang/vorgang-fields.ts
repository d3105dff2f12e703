import type { Felder, Feldwert } from '../../../shared/akte.ts';
import { isTag } from '../../../shared/frist/tag.ts';

/** The fields of a Vorgang that its form edits, in reading order, and how each is typed. */
export const vorgangFields = [
  { name: 'titel', kind: 'text', wide: true },
  { name: 'vorgangstyp', kind: 'text' },
  { name: 'wiedervorlage', kind: 'date' },
  { name: 'laufzeitBeginn', kind: 'date' },
  { name: 'steuernummer', kind: 'text' },
  { name: 'telefon', kind: 'text' },
  { name: 'anschrift', kind: 'text', wide: true },
  { name: 'beteiligte', kind: 'list', wide: true },
  { name: 'bemerkung', kind: 'lines', wide: true },
] as const;

export type VorgangField = (typeof vorgangFields)[number];

/** A saved value as the person types it: a list has one entry per line, an unset date is empty. */
export function toInput(value: Feldwert | undefined): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/** What was typed as a value of the record. */
export function fromInput(field: VorgangField, text: string): Feldwert {
  if (field.kind === 'date') return isTag(text) ? text : null;
  if (field.kind !== 'list') return text;
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Key under which unsaved input of a field is kept. */
export function draftKey(id: string, field: string): string {
  return `vorgang:${id}:${field}`;
}

/** Key under which the revision is kept that the person saw when the typing began. */
export function baseKey(id: string, field: string): string {
  return `vorgang:${id}:${field}:base`;
}

interface FormChange {
  readonly names: readonly string[];
  readonly set: Felder;
  readonly base: Readonly<Record<string, number>>;
  readonly isWrong: boolean;
}

/** The change that the drafts of a Vorgang amount to; `names` are the fields that differ, `isWrong` = a date is none. */
export function collectChange(id: string, drafts: Readonly<Record<string, string>>, rev: number): FormChange {
  const changed = vorgangFields.filter((field) => drafts[draftKey(id, field.name)] !== undefined);
  const set = Object.fromEntries(
    changed.map((field) => [field.name, fromInput(field, drafts[draftKey(id, field.name)] ?? '')]),
  );
  const base = Object.fromEntries(changed.map(({ name }) => [name, Number(drafts[baseKey(id, name)] ?? rev)]));
  const isWrong = changed.some((field) => {
    const text = drafts[draftKey(id, field.name)] ?? '';
    return field.kind === 'date' && text !== '' && !isTag(text);
  });
  return { names: changed.map((field) => field.name), set, base, isWrong };
}
