import { AppError } from '../../../shared/errors.ts';
import { localDay } from '../../../shared/local-day.ts';
import { checkVersandtage } from '../../../shared/postausgang.ts';
import type { Commands } from '../../replica-api.ts';
import { mustKnow } from '../edit-records.ts';
import { makeChange } from '../make-change.ts';
import type { Replica } from '../replica.ts';
import { createVersionen } from '../versionen.ts';

/**
 * Notes that the leading Version of a Dokument left the agency (Ab-Vermerk). Throws AppError 'not-found', 'version-unknown',
 * 'input-invalid' without a receiver, and the codes of `checkVersandtage`.
 */
export async function dispatch(replica: Replica, input: Commands['dispatch']['input']): Promise<{ id: string }> {
  const { dokument, weg, abVermerk, zugang } = input;
  const { akte } = mustKnow(replica, 'dokument', dokument);
  const empfaenger = input.empfaenger.map((one) => one.trim()).filter(Boolean);
  if (empfaenger.length === 0) throw new AppError('input-invalid');
  const leading = createVersionen(replica)
    .zeilen(dokument)
    .find((one) => one.leading);
  if (!leading) throw new AppError('version-unknown');
  const zeit = replica.now().toISOString();
  checkVersandtage({ abVermerk, zugang, zurueck: null }, localDay(zeit));
  const id = replica.newId();
  const set = {
    ...{ dokument, versionSha: leading.sha, weg, abVermerk, zugang, zurueck: null, empfaenger },
    nachweis: input.nachweis.trim(),
    von: replica.identity.person,
    zeit,
  };
  await replica.append([makeChange(replica, { akte, intent: 'dispatch', ent: { art: 'postausgang', id }, set })]);
  return { id };
}

/** Notes when it was received or came back, and what proves it. Throws AppError 'not-found' and the codes of `checkVersandtage`. */
export async function noteDelivery(
  replica: Replica,
  { id, rev, ...noted }: Commands['noteDelivery']['input'],
): Promise<null> {
  const { akte, felder } = mustKnow(replica, 'postausgang', id);
  const { zugang, zurueck } = noted;
  const abVermerk = String(felder.abVermerk);
  checkVersandtage({ abVermerk, zugang, zurueck }, localDay(replica.now().toISOString()));
  const set = { zugang, zurueck, nachweis: noted.nachweis.trim() };
  const base = { zugang: rev, zurueck: rev, nachweis: rev };
  const ent = { art: 'postausgang', id } as const;
  await replica.append([makeChange(replica, { akte, intent: 'edit-postausgang', ent, base, set })]);
  return null;
}
