import type { Schreibanlass } from '../../../shared/vorlagen/fill-vorlage.ts';
import type { ProfilAngaben } from '../../replica-api/abschluss-rows.ts';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';

/** What the Vorgang, the agency and the person contribute to a Vorlage; `heute`: `YYYY-MM-DD`. */
export function anlassOf(
  { vorgang: { felder }, naechsteFrist }: Pick<VorgangDetail, 'vorgang' | 'naechsteFrist'>,
  { behoerde, person }: Pick<ProfilAngaben, 'behoerde' | 'person'>,
  heute: string,
): Schreibanlass {
  return {
    geschaeftszeichen: String(felder.geschaeftszeichen ?? ''),
    vorgang: String(felder.titel ?? ''),
    beteiligte: Array.isArray(felder.beteiligte) ? felder.beteiligte : [],
    heute,
    // A day that is over is none to promise to anybody.
    frist: naechsteFrist !== null && naechsteFrist >= heute ? naechsteFrist : null,
    behoerde: behoerde.name,
    name: person.name,
    zeichnung: person.zeichnung,
  };
}
