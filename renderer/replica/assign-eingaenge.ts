import { posteingangOf } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import type { Commands } from '../replica-api.ts';
import { anlagenOf } from './anlagen.ts';
import { mustKnow } from './edit-records.ts';
import { makeChange, presentBase } from './make-change.ts';
import type { Replica } from './replica.ts';

/**
 * Hands what came in out to another Einheit, with the Anlagen that lie beside it (A65). Throws AppError 'not-found' for an unknown
 * Einheit, 'eingang-settled' for what belongs to a Vorgang by now.
 */
export async function assignEingaenge(
  replica: Replica,
  { dokumente, einheit }: Commands['assignDokumente']['input'],
): Promise<null> {
  mustKnow(replica, 'einheit', einheit);
  const isOpen = (id: string) => (mustKnow(replica, 'dokument', id).felder.vorgang ?? null) === null;
  if (!dokumente.every(isOpen)) throw new AppError('eingang-settled');
  const together = new Set(dokumente.flatMap((id) => [id, ...anlagenOf(replica, id).filter(isOpen)]));
  const akte = posteingangOf(einheit);
  const set = { zugewiesen: einheit };
  await replica.append(
    [...together].map((id) => {
      const base = presentBase(mustKnow(replica, 'dokument', id), set);
      return makeChange(replica, { akte, intent: 'assign-dokument', ent: { art: 'dokument', id }, base, set });
    }),
  );
  return null;
}
