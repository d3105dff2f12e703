import type { StampKind } from '../../../shared/pdf/stamp/stamp-kind.ts';
import { prefillStamp, type StampValues } from '../../../shared/pdf/stamp/stamp-values.ts';
import type { Enrolment } from '../../../shared/sync-protocol.ts';

/** Values that fill every line of a preview: the person's own where a fact fills them, else a sample, as German as the stamp. */
export function sampleValues(kind: StampKind, enrolment: Enrolment | null, now: Date): StampValues {
  const facts = {
    behoerde: enrolment?.authority ?? '',
    einheit: enrolment?.person.einheitName ?? '',
    person: enrolment?.person.name ?? '',
    aktenzeichen: '51.20.017/2026-1',
    titel: 'Antrag auf Unterhaltsvorschuss',
    dokument: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    fassung: '2',
    hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    eingangsdatum: now.toISOString(),
    eingangsquelle: 'stempel',
    aufgenommenVon: '',
  };
  const values = prefillStamp(kind, facts, now);
  return Object.fromEntries(
    kind.fields.map((field) => {
      const isChoice = field.type === 'choice' || field.type === 'source';
      const otherwise = isChoice ? '' : field.name === 'start' ? '1' : 'Muster';
      return [field.name, values[field.name] || otherwise];
    }),
  );
}
