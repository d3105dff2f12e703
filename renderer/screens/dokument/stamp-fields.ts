import { type StampKindId, stampKinds } from '../../../shared/pdf/stamp/stamp-kinds.ts';
import type { Enrolment } from '../../../shared/sync-protocol.ts';
import type { DokumentDetail } from '../../replica-api.ts';
import { isIsoDate } from '../../ui/parse-date.ts';

export type StampValues = Readonly<Record<string, string>>;

/**
 * What the form of a stamp starts with. The date of an Eingangsstempel is the recorded receipt at the agency; without a
 * record it stays empty, so that a person enters it and answers for it: never silently today. Other stamps bear today's date.
 */
export function prefillStamp(
  kind: StampKindId,
  detail: DokumentDetail,
  enrolment: Enrolment | null,
  now: Date,
): StampValues {
  const { zeile, vorgang } = detail;
  const person = enrolment?.person;
  const values: Readonly<Record<string, string>> = {
    behoerde: [enrolment?.authority, person?.einheitName].filter(Boolean).join(' · '),
    stelle: person?.einheitName ?? '',
    von: person?.name ?? '',
    aktenzeichen: vorgang?.geschaeftszeichen ?? '',
    ...(kind === 'eingang'
      ? receipt(zeile.eingangsdatum, zeile.eingangsquelle)
      : { datum: localDay(now.toISOString()) }),
  };
  const names = fieldsOf(kind).map((field) => field.name);
  return Object.fromEntries(names.map((name) => [name, values[name] ?? '']));
}

/** A changed receipt date is no longer the record's: the person who enters it is its source. */
export function changeStampValue(values: StampValues, name: string, value: string): StampValues {
  const changed = { ...values, [name]: value };
  return name === 'datum' && 'quelle' in values ? { ...changed, quelle: 'person' } : changed;
}

/** Names of the fields that still need a value; a date that is none counts as missing. */
export function missingStampFields(kind: StampKindId, values: StampValues): readonly string[] {
  return fieldsOf(kind)
    .filter(({ name, type, required, requiredWhen }) => {
      const value = values[name]?.trim() ?? '';
      if (type === 'date' && value !== '' && !isIsoDate(value)) return true;
      return value === '' && (required || (requiredWhen && values[requiredWhen.field] === requiredWhen.is));
    })
    .map((field) => field.name);
}

/** The fields of a kind as the engine wants them: empty ones are left out, `von` only when the person is the source. */
export function stampFieldsFor(kind: StampKindId, values: StampValues): StampValues {
  const names = fieldsOf(kind)
    .filter(({ requiredWhen }) => !requiredWhen || values[requiredWhen.field] === requiredWhen.is)
    .map((field) => field.name);
  return Object.fromEntries(names.flatMap((name) => (values[name]?.trim() ? [[name, values[name].trim()]] : [])));
}

function fieldsOf(kind: StampKindId) {
  return stampKinds.find((candidate) => candidate.id === kind)?.fields ?? [];
}

function receipt(date: string | null, source: string) {
  return { datum: date ? localDay(date) : '', quelle: date ? sourceKind(source) : 'person' };
}

/** Who knows the date, from the code of the record. */
function sourceKind(source: string): 'server' | 'poststelle' | 'person' {
  if (source === 'portal' || source === 'email') return 'server';
  return source === 'stempel' ? 'poststelle' : 'person';
}

/** `YYYY-MM-DD` on the local calendar. */
function localDay(time: string): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
