import type { Operation } from '../../shared/change.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { loadAkten, loadPerson } from '../load-facts.ts';
import { decide, type PersonFacts } from '../rights.ts';

/**
 * Whether refused work may go to somebody else. Its author needs no right to the Akte, which is why it was refused: what she
 * hands over must be changes of hers in that Akte that the server refused, each once (S104), and the receiver must be allowed
 * to write there. Null = it may.
 */
export async function mayHandOver(db: Db, person: PersonFacts, { set, akte }: Operation): Promise<ErrorCode | null> {
  if (!person.aktiv || akte === null) return 'no-right';
  if (set.von !== person.id || set.status !== 'offen' || set.erledigt !== null) return 'operation-invalid';
  const hashes = set.operationen as readonly string[];
  const { rows } = await db.query<{ ursprung: string }>(
    `select distinct o.ursprung from operation o join geraet g on g.id = o.dev and g.person = $1
      where o.ursprung = any($2) and o.op ->> 'akte' = $3 and o.ergebnis ->> 'status' = 'rejected'`,
    [person.id, hashes, akte],
  );
  // Whoever never wrote there learns nothing, not even whether there is such an Akte.
  if (rows.length !== new Set(hashes).size) return 'no-right';
  const { rows: given } = await db.query<{ id: string }>(
    `select id from datensatz where art = 'uebergabe' and akte = $1 and d -> 'felder' ->> 'von' = $2
        and d -> 'felder' -> 'operationen' ?| $3::text[] limit 1`,
    [akte, person.id, hashes],
  );
  if (given.length > 0) return 'package-twice';
  return mayReceive(db, String(set.an), akte);
}

/** Null = the person may write in the Akte, so that work there can be given to her. */
export async function mayReceive(db: Db, id: string, akteId: string): Promise<ErrorCode | null> {
  const receiver = await loadPerson(db, id);
  const akte = (await loadAkten(db, [akteId])).get(akteId);
  if (!receiver || !akte) return 'recipient-no-right';
  const right = decide({ person: receiver, action: 'write', akte });
  return right === 'no-right' ? 'recipient-no-right' : right === 'allowed' ? null : right;
}

/** Only who got a package says what became of it, and once. Null = she may. */
export function maySettle(person: PersonFacts, { felder }: FuehrenderDatensatz, { set }: Operation): ErrorCode | null {
  if (felder.an !== person.id) return 'no-right';
  if (felder.status !== 'offen') return 'package-settled';
  return set.status === 'offen' || typeof set.erledigt !== 'string' ? 'operation-invalid' : null;
}
