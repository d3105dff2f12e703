import { AppError } from '../../../shared/errors.ts';
import { computeFrist } from '../../../shared/frist/compute-frist.ts';
import { regelstand } from '../../../shared/frist/regelstand.ts';
import { localDay } from '../../../shared/local-day.ts';
import type { Commands } from '../../replica-api.ts';
import { mustKnow } from '../edit-records.ts';
import { makeChange, presentBase } from '../make-change.ts';
import type { Replica } from '../replica.ts';

/**
 * Computes a Frist as of today and sets it with its derivation. Throws AppError 'not-found', 'input-invalid' without a name, and the
 * codes of `computeFrist`.
 */
export async function setFrist(replica: Replica, input: Commands['setFrist']['input']): Promise<{ id: string }> {
  const { vorgang, eingabe, ersetzt } = input;
  const bezeichnung = input.bezeichnung.trim();
  const { akte } = mustKnow(replica, 'vorgang', vorgang);
  if (bezeichnung === '' || bezeichnung.length > 200) throw new AppError('input-invalid');
  const now = replica.now().toISOString();
  const herleitung = computeFrist(eingabe, localDay(now));
  const id = replica.newId();
  const { regime, kanal, land, gemeinde, ereignis, zugang, bestritten, dauer, einheit } = eingabe;
  const set = {
    vorgang,
    bezeichnung,
    ...{ regime, kanal, land, gemeinde, ereignis, zugang, bestritten, dauer, einheit },
    ende: herleitung.ende,
    herleitung: JSON.stringify(herleitung),
    warnungen: herleitung.warnungen.map(({ text }) => text),
    ersetzt,
    status: 'offen',
    erledigt: null,
    erledigtVon: null,
    grund: '',
    von: replica.identity.person,
    zeit: now,
    regelstand,
  };
  await replica.append([makeChange(replica, { akte, intent: 'set-frist', ent: { art: 'frist', id }, set })]);
  return { id };
}

/** Says that a Frist was kept, or that it does not count any more and why. Throws AppError 'not-found', 'frist-settled'. */
export async function settleFrist(
  replica: Replica,
  { id, status, grund }: Commands['settleFrist']['input'],
): Promise<null> {
  const { akte, rev, felder } = mustKnow(replica, 'frist', id);
  if (felder.status !== 'offen') throw new AppError('frist-settled');
  if (status === 'aufgehoben' && grund.trim() === '') throw new AppError('input-invalid');
  const set = {
    status,
    erledigt: replica.now().toISOString(),
    erledigtVon: replica.identity.person,
    grund: grund.trim(),
  };
  const ent = { art: 'frist', id } as const;
  const base = presentBase({ rev }, set);
  await replica.append([makeChange(replica, { akte, intent: 'settle-frist', ent, base, set })]);
  return null;
}
