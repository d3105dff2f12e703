import type { GangZeichnung } from '../../replica-api/gang-rows.ts';
import type { Texts } from '../../ui/use-texts.ts';

/**
 * Who signed, and for whom. The Zusatz stands where it says something: at a Schlusszeichnung, and where somebody stood in (G21).
 * At a Mitzeichnung in one's own name "i. V." would read as if a colleague had signed.
 */
export function signerWords({ zusatz, von, fuer, entscheidung }: GangZeichnung, { t }: Pick<Texts, 't'>): string {
  const speaks = fuer !== null || entscheidung === 'schlussgezeichnet';
  const name = speaks && zusatz ? `${zusatz} ${von}` : von;
  return fuer === null ? name : `${name} ${t('gang.for', { wer: fuer })}`;
}
