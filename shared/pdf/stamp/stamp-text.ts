import { AppError } from '../../errors.ts';
import type { BoxLine } from '../appearance/text-box.ts';
import type { StampField, StampKind } from './stamp-kind.ts';
import { stampKinds } from './stamp-kinds.ts';

const sizes = { title: 13, strong: 10, plain: 8 } as const;

/** Who knows a receipt date, in the words of the stamp. */
const sourceWords: Readonly<Record<string, string>> = {
  server: 'laut Server der Behörde',
  poststelle: 'laut Stempel der Poststelle',
  email: 'laut Kopf der E-Mail',
  portal: 'laut Protokoll des Portals',
  person: 'eingetragen von {von}',
};

/** A field's values by name, as they are shown. */
export type ShownValues = ReadonlyMap<string, string>;

/** The built-in kind of that name; throws AppError 'stamp-kind-unknown'. */
export function stampKind(id: string): StampKind {
  const kind = stampKinds.find((candidate) => candidate.id === id);
  if (kind === undefined) throw new AppError('stamp-kind-unknown');
  return kind;
}

/**
 * The fields of a kind as they are shown. Throws AppError 'stamp-field-invalid' when a required field is missing, a date is
 * none, a choice is unknown, or a field does not belong to the kind.
 */
export function shownValues(kind: StampKind, fields: Readonly<Record<string, string>>): ShownValues {
  const values = new Map<string, string>();
  for (const field of kind.fields) {
    const value = fieldValue(field, fields);
    if (value !== undefined) values.set(field.name, value);
  }
  for (const given of Object.keys(fields)) {
    if (!kind.fields.some((field) => field.name === given)) throw new AppError('stamp-field-invalid');
  }
  return values;
}

/** The lines of a stamp with its values filled in; a line that lacks one is left out. */
export function stampLines(kind: StampKind, values: ShownValues): BoxLine[] {
  return kind.lines.flatMap(({ style, text }) => {
    const filled = fill(text, values);
    return filled === undefined ? [] : [{ text: filled, sizePt: sizes[style] }];
  });
}

function fieldValue(field: StampField, fields: Readonly<Record<string, string>>): string | undefined {
  const given = fields[field.name]?.trim() ?? '';
  if (given === '') {
    const when = field.requiredWhen;
    const isRequired = field.required || (when !== undefined && fields[when.field] === when.is);
    if (isRequired) throw new AppError('stamp-field-invalid');
    return undefined;
  }
  if (given.length > 300 || /[\x00-\x1f]/.test(given)) throw new AppError('stamp-field-invalid');
  switch (field.type) {
    case 'date':
      return dateWords(given);
    case 'source':
      return sourceWords[given] ?? refuse();
    case 'choice':
      return field.choices?.includes(given) ? given : refuse();
    default:
      return given;
  }
}

function fill(template: string, values: ShownValues): string | undefined {
  let isComplete = true;
  const filled = template.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = values.get(key);
    if (value === undefined) isComplete = false;
    // One level deeper for 'eingetragen von {von}'.
    return value?.replace('{von}', values.get('von') ?? '') ?? '';
  });
  return isComplete ? filled : undefined;
}

/** `2026-11-21` or `2026-11-21T09:14` (local time of the agency) as it is written in German. */
function dateWords(value: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?$/.exec(value);
  if (parts === null) return refuse();
  const [, year, month, day, hour, minute] = parts;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!isReal || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) return refuse();
  return `${day}.${month}.${year}${hour === undefined ? '' : `, ${hour}:${minute} Uhr`}`;
}

function refuse(): never {
  throw new AppError('stamp-field-invalid');
}
