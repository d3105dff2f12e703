import type { Operation } from '../../shared/change.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { parseVerweis } from '../../shared/verweis.ts';
import type { Db } from '../database.ts';
import { loadAkten } from '../load-facts.ts';
import { decide, type PersonFacts } from '../rights.ts';
import { readRecord } from '../store-record.ts';

/**
 * Only to what the person sees herself: another one is as if it were not there, and nobody learns of it by a link. Only element
 * by element, so that two people's links do not contradict each other. Null = she may (docs/spec/akte.md A24).
 */
export async function mayLink(db: Db, person: PersonFacts, operation: Operation): Promise<ErrorCode | null> {
  if (Object.keys(operation.set).length > 0) return 'operation-invalid';
  for (const verweis of operation.add?.verweise ?? []) {
    const ziel = parseVerweis(verweis);
    if (!ziel || (ziel.art === operation.ent.art && ziel.id === operation.ent.id)) return 'operation-invalid';
    const record = await readRecord(db, ziel.art, ziel.id);
    const akte = record?.akte ? (await loadAkten(db, [record.akte])).get(record.akte) : undefined;
    if (!akte || decide({ person, action: 'read', akte }) !== 'allowed') return 'not-found';
  }
  return null;
}
