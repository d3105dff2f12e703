import { AppError } from '../../../shared/errors.ts';
import { feldschemata } from '../../../shared/feldschemata.ts';
import { localDay } from '../../../shared/local-day.ts';
import { checkVersandtage } from '../../../shared/postausgang.ts';
import type { Commands } from '../../replica-api.ts';
import { mustKnow } from '../edit-records.ts';
import { makeChange } from '../make-change.ts';
import type { Replica } from '../replica.ts';
import { createVersionen } from '../versionen.ts';

/**
 * Notes that a Version of a Dokument left the agency (Ab-Vermerk). Throws AppError 'not-found', 'version-unknown',
 * 'input-invalid' without a receiver or with longer texts than the server keeps, and the codes of `checkVersandtage`.
 */
export async function dispatch(replica: Replica, input: Commands['dispatch']['input']): Promise<{ id: string }> {
  const { dokument, versionSha, weg, abVermerk, zugang } = input;
  const { akte } = mustKnow(replica, 'dokument', dokument);
  const empfaenger = input.empfaenger.map((one) => one.trim()).filter(Boolean);
  const nachweis = input.nachweis.trim();
  checkTexts({ empfaenger, nachweis });
  const versionen = createVersionen(replica).zeilen(dokument);
  if (!versionen.some(({ sha }) => sha === versionSha)) throw new AppError('version-unknown');
  const zeit = replica.now().toISOString();
  checkVersandtage({ abVermerk, zugang, zurueck: null }, localDay(zeit));
  const id = replica.newId();
  const set = {
    ...{ dokument, versionSha, weg, abVermerk, zugang, zurueck: null, empfaenger, nachweis },
    von: replica.identity.person,
    zeit,
  };
  await replica.append([makeChange(replica, { akte, intent: 'dispatch', ent: { art: 'postausgang', id }, set })]);
  return { id };
}

/**
 * Notes when it was received or came back, and what proves it. Throws AppError 'not-found', 'input-invalid' and the codes of
 * `checkVersandtage`.
 */
export async function noteDelivery(
  replica: Replica,
  { id, rev, ...noted }: Commands['noteDelivery']['input'],
): Promise<null> {
  const { akte, felder } = mustKnow(replica, 'postausgang', id);
  const { zugang, zurueck } = noted;
  const nachweis = noted.nachweis.trim();
  checkTexts({ nachweis });
  const abVermerk = String(felder.abVermerk);
  checkVersandtage({ abVermerk, zugang, zurueck }, localDay(replica.now().toISOString()));
  const set = { zugang, zurueck, nachweis };
  const base = { zugang: rev, zurueck: rev, nachweis: rev };
  const ent = { art: 'postausgang', id } as const;
  await replica.append([makeChange(replica, { akte, intent: 'edit-postausgang', ent, base, set })]);
  return null;
}

/** What the server would refuse days later is said while it is typed (O8). */
function checkTexts(texts: { readonly empfaenger?: readonly string[]; readonly nachweis: string }): void {
  const { empfaenger, nachweis } = feldschemata.postausgang;
  const fits = nachweis.safeParse(texts.nachweis).success;
  if (!fits || (texts.empfaenger && !empfaenger.safeParse(texts.empfaenger).success))
    throw new AppError('input-invalid');
}
