import { localDay } from '../../local-day.ts';
import type { StampField, StampFill, StampKind } from './stamp-kind.ts';

/** What was typed or filled in, by field name. */
export type StampValues = Readonly<Record<string, string>>;

/** What is known when somebody stamps; empty where nothing is. */
export type StampFacts = {
  readonly behoerde: string;
  readonly einheit: string;
  readonly person: string;
  readonly aktenzeichen: string;
  readonly titel: string;
  /** Id of the Dokument, number and SHA-256 (hex) of the Version that gets the stamp. */
  readonly dokument: string;
  readonly fassung: string;
  readonly hash: string;
  /** Recorded receipt, ISO 8601, and the record's code of who knows it. */
  readonly eingangsdatum: string | null;
  readonly eingangsquelle: string;
  /** Who took the Dokument in and so answers for a receipt that has no other source; empty: not known. */
  readonly aufgenommenVon: string;
};

/**
 * What the form of a stamp starts with: facts first, then what the same kind got last time. The date of an Eingangsstempel is
 * the recorded receipt at the agency; without a record it stays empty, so that a person enters it and answers for it: never
 * silently today.
 */
export function prefillStamp(kind: StampKind, facts: StampFacts, now: Date, last: StampValues = {}): StampValues {
  const filled: Readonly<Record<StampFill, string>> = {
    behoerde: [facts.behoerde, facts.einheit].filter(Boolean).join(' · '),
    einheit: facts.einheit,
    person: facts.person,
    heute: localDay(now.toISOString()),
    eingang: facts.eingangsdatum ? localDay(facts.eingangsdatum) : '',
    quelle: facts.eingangsdatum ? sourceKind(facts.eingangsquelle) : 'person',
    aktenzeichen: facts.aktenzeichen,
    titel: facts.titel,
    dokument: facts.dokument,
    fassung: facts.fassung,
    hash: facts.hash.slice(0, 16),
  };
  // A recorded date that only a person knows is hers who recorded it, whoever lays the stamp.
  const isRecorders = kind.nature === 'eingang' && facts.eingangsdatum !== null && filled.quelle === 'person';
  return Object.fromEntries(
    kind.fields.map(({ name, type, choices, fill }) => {
      if (isRecorders && name === 'von') return [name, facts.aufgenommenVon];
      const first = type === 'choice' ? (choices?.[0] ?? '') : '';
      return [name, fill === undefined ? (last[name] ?? first) : filled[fill]];
    }),
  );
}

const ownFills: ReadonlySet<StampFill | undefined> = new Set<StampFill>([
  'eingang',
  'quelle',
  'aktenzeichen',
  'titel',
  'dokument',
  'fassung',
  'hash',
]);

/** Names of the fields whose values are each document's own when several are stamped at once. */
export function ownFields(kind: StampKind): ReadonlySet<string> {
  const own = kind.fields.filter(({ fill }) => ownFills.has(fill)).map(({ name }) => name);
  // Who entered a date is asked only where a person did.
  return new Set(kind.nature === 'eingang' ? [...own, 'von'] : own);
}

/** The values worth remembering for the next one of this kind: those that no fact fills in. */
export function rememberedValues(kind: StampKind, values: StampValues): StampValues {
  const own = kind.fields.filter(({ fill }) => fill === undefined).map(({ name }) => name);
  return Object.fromEntries(own.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
}

/** A changed receipt date is no longer the record's: `person`, who enters it, is its source. So she is when she chooses that. */
export function changeStampValue(
  kind: StampKind,
  values: StampValues,
  { name, value, person }: { readonly name: string; readonly value: string; readonly person: string },
): StampValues {
  const changed = { ...values, [name]: value };
  if (kind.nature !== 'eingang') return changed;
  if (name === 'datum') return { ...changed, quelle: 'person', von: person };
  return name === 'quelle' ? { ...changed, von: person } : changed;
}

/** The fields that are asked: one that another field calls for only when it does. */
export function askedFields(kind: StampKind, values: StampValues): readonly StampField[] {
  return kind.fields.filter(({ requiredWhen }) => !requiredWhen || values[requiredWhen.field] === requiredWhen.is);
}

/** Names of the fields that still need a value; a date that is none counts as missing. */
export function missingStampFields(kind: StampKind, values: StampValues): readonly string[] {
  return askedFields(kind, values)
    .filter(({ name, type, required, requiredWhen }) => {
      const value = values[name]?.trim() ?? '';
      if (type === 'date' && value !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return true;
      return value === '' && (required || requiredWhen !== undefined);
    })
    .map((field) => field.name);
}

/** The fields of a kind as the engine wants them: empty ones are left out, and those that nobody asked for. */
export function stampFieldsFor(kind: StampKind, values: StampValues): StampValues {
  const names = askedFields(kind, values).map((field) => field.name);
  return Object.fromEntries(names.flatMap((name) => (values[name]?.trim() ? [[name, values[name].trim()]] : [])));
}

/** Who knows the date, from the code of the record: the stamp says what the record says (P12). */
function sourceKind(source: string): 'email' | 'portal' | 'poststelle' | 'person' {
  if (source === 'portal' || source === 'email') return source;
  return source === 'stempel' ? 'poststelle' : 'person';
}
