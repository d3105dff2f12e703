import type { StampFacts } from '../../shared/pdf/stamp/stamp-values.ts';
import type { DokumentZeile, VersionZeile } from '../replica-api/dokument-rows.ts';
import { useSession } from '../state/session.ts';

/** What is known about a Dokument and the person when a stamp is filled in. */
export function stampFacts(
  zeile: DokumentZeile,
  version: Pick<VersionZeile, 'nummer' | 'sha'> | undefined,
  aktenzeichen: string,
  versionen: readonly Pick<VersionZeile, 'nummer' | 'erstelltVon'>[],
): StampFacts {
  const enrolment = useSession.getState().status?.enrolment;
  return {
    behoerde: enrolment?.authority ?? '',
    einheit: enrolment?.person.einheitName ?? '',
    person: enrolment?.person.name ?? '',
    aktenzeichen,
    titel: zeile.titel,
    dokument: zeile.id,
    fassung: version ? String(version.nummer) : '',
    hash: version?.sha ?? '',
    eingangsdatum: zeile.eingangsdatum,
    eingangsquelle: zeile.eingangsquelle,
    // The receipt is recorded with the first Version and never changed.
    aufgenommenVon: versionen.find(({ nummer }) => nummer === 1)?.erstelltVon ?? '',
  };
}
