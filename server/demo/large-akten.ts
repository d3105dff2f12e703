import type { Neu } from '../insert-records.ts';
import { dayAhead, inventDay, officeTime } from './calendar.ts';
import { inventCitizen } from './citizens.ts';
import { seededRandom } from './random.ts';

const VORGAENGE_PER_AKTE = 20;

/** Many Vorgaenge without Dokumente, all visible to the Jugendamt, for benchmarks. */
export function largeAkten(vorgaenge: number): readonly Neu[] {
  const random = seededRandom(vorgaenge);
  const records: Neu[] = [];
  for (let i = 0; i < vorgaenge; i++) {
    const nummer = Math.floor(i / VORGAENGE_PER_AKTE) + 1;
    const akte = `akte-l${nummer}`;
    const aktenzeichen = `51.20.${String(nummer).padStart(5, '0')}/2026`;
    const citizen = inventCitizen(random);
    const angelegt = officeTime(inventDay(random, 300), random);
    if (i % VORGAENGE_PER_AKTE === 0) {
      records.push({
        art: 'akte',
        id: akte,
        akte,
        felder: {
          aktenzeichen,
          titel: `Unterhaltsvorschuss ${citizen.name}`,
          aktenplaneinheit: 'ap-51.20',
          federfuehrung: 'jugendamt',
          vertraulichkeit: '003',
          schutzbedarf: 'sozialdaten',
          status: 'offen',
          angelegt,
        },
      });
    }
    records.push({
      art: 'vorgang',
      id: `vorgang-l${i + 1}`,
      akte,
      felder: {
        geschaeftszeichen: `${aktenzeichen}-${(i % VORGAENGE_PER_AKTE) + 1}`,
        titel: `Antrag ${citizen.name}`,
        vorgangstyp: random.pick(['Antrag auf Unterhaltsvorschuss', 'Überprüfung', 'Rückgriff nach § 7 UVG']),
        federfuehrung: 'jugendamt',
        bearbeitung: random.pick(['p-brandt', 'p-yildiz']),
        status: random.chance(0.3) ? 'zdA' : 'offen',
        beteiligte: [citizen.name],
        steuernummer: '',
        telefon: citizen.telefon,
        anschrift: `${citizen.strasse}, ${citizen.ort}`,
        bemerkung: '',
        wiedervorlage: random.chance(0.5) ? dayAhead(random) : null,
        laufzeitBeginn: null,
        angelegt,
      },
    });
  }
  return records;
}
