import type { Operation } from '../../shared/change.ts';
import { isSignedBy, pointOf } from '../../shared/crypto/es256.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import {
  refusalOfDelegation,
  refusalOfNewSchritt,
  refusalOfNummer,
  refusalOfRecall,
  refusalOfZeichnung,
} from '../../shared/geschaeftsgang/decide-gang.ts';
import type { Zeichnung } from '../../shared/geschaeftsgang/gang-types.ts';
import { toSchritt, toZeichnung } from '../../shared/geschaeftsgang/to-schritt.ts';
import { zeichnungBytes, zeichnungId } from '../../shared/geschaeftsgang/zeichnung-bytes.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { loadAkten } from '../load-facts.ts';
import { decide, type PersonFacts } from '../rights.ts';
import { readRecord } from '../store-record.ts';
import { isFrozen, loadGang } from './load-gang.ts';
import { mayReceive } from './may-hand-over.ts';

/** What an act in a Geschaeftsgang is about. */
interface GangAct {
  readonly operation: Operation;
  readonly record: FuehrenderDatensatz | null;
}

/** Why somebody who may write in the Akte may not do this in the Geschaeftsgang (G20-G27); null = she may, or it is none. */
export async function refusalInGang(
  db: Db,
  person: PersonFacts,
  { operation, record }: GangAct,
): Promise<ErrorCode | null> {
  const { intent, ent, set } = operation;
  if (ent.art !== 'beteiligungsschritt' && ent.art !== 'zeichnung') return null;
  const dokument = (await readRecord(db, 'dokument', String((record?.felder ?? set).dokument)))!;
  const facts = await loadGang(db, dokument);
  const isLead = await mayDirect(db, person, dokument);
  const isFor = (an: unknown) => an === person.id || person.vertritt.some(({ id }) => id === an);
  switch (intent) {
    case 'add-schritt':
      if (!isLead) return 'no-right';
      if (!facts.shas.has(String(set.versionSha))) return 'version-unknown';
      return (
        (await mayReceive(db, String(set.an), dokument.akte!)) ?? refusalOfNewSchritt(facts, toSchritt(ent.id, set))
      );
    case 'renumber-schritt':
      return isLead ? refusalOfNummer(facts, ent.id, Number(set.nummer)) : 'no-right';
    case 'recall-schritt': {
      const isWhole = set.entfallen === true && String(set.grund ?? '').trim() !== '';
      if (!isWhole) return 'operation-invalid';
      return isLead ? refusalOfRecall(facts, ent.id) : 'no-right';
    }
    case 'delegate-schritt': {
      const { an } = record!.felder;
      if (!isLead && !isFor(an)) return 'no-right';
      if (set.delegiertVon !== an) return 'schritt-not-current';
      if (typeof set.an !== 'string' || set.an === an) return 'operation-invalid';
      return (await mayReceive(db, set.an, dokument.akte!)) ?? refusalOfDelegation(facts, ent.id);
    }
    default: {
      const act = toZeichnung(ent.id, set);
      if (!(await isGenuine(db, act))) return 'zeichnung-invalid';
      if (!facts.shas.has(act.versionSha)) return 'version-unknown';
      if (act.vorgang !== dokument.felder.vorgang) return 'schritt-not-current';
      const schritt = facts.schritte.find(({ id }) => id === act.schritt);
      const isHers = act.schritt === null ? isLead : schritt !== undefined && isFor(schritt.an);
      if (!isHers) return 'no-right';
      if (schritt && act.fuer !== (schritt.an === person.id ? null : schritt.an)) return 'zeichnung-invalid';
      return refusalOfZeichnung(facts, act);
    }
  }
}

/** Whether a change, or the decision about one, would touch the Versionen of a Dokument that a Schlusszeichnung closed (G26). */
export async function touchesFrozen(db: Db, { operation, record }: GangAct): Promise<boolean> {
  const dokument = await dokumentTouched(db, operation, record);
  return dokument !== null && isFrozen(db, dokument);
}

/** The Dokument that gets another leading Version. */
async function dokumentTouched(
  db: Db,
  { intent, ent, set }: Operation,
  record: FuehrenderDatensatz | null,
): Promise<FuehrenderDatensatz | null> {
  if (intent === 'add-version') return readRecord(db, 'dokument', String(set.dokument));
  if (ent.art === 'dokument' && set.fuehrendeVersion !== undefined) return record;
  const isDecided = intent === 'resolve-konflikt' && record?.felder.feld === 'fuehrendeVersion';
  return isDecided ? readRecord(db, 'dokument', String(record.felder.bezug)) : null;
}

/** Who is in charge of a Vorgang: the Einheit or person of its Federfuehrung. */
export function leadsOf(vorgang: FuehrenderDatensatz | null): readonly string[] {
  return [vorgang?.felder.federfuehrung].filter((lead) => typeof lead === 'string');
}

async function mayDirect(db: Db, person: PersonFacts, dokument: FuehrenderDatensatz): Promise<boolean> {
  const vorgang = await readRecord(db, 'vorgang', String(dokument.felder.vorgang));
  const akte = (await loadAkten(db, [dokument.akte!])).get(dokument.akte!) ?? null;
  const inHand = vorgang?.felder.bearbeitung;
  const leads = [...leadsOf(vorgang), ...(typeof inHand === 'string' ? [inHand] : [])];
  return decide({ person, action: 'settle', akte, leads }) === 'allowed';
}

/** Whether its id, its signature, and how its author signs are hers. */
async function isGenuine(db: Db, act: Zeichnung): Promise<boolean> {
  if (zeichnungId(act) !== act.id) return false;
  const { rows } = await db.query<{ jwk: { x: string; y: string } }>(
    'select jwk from geraet where id = $1 and person = $2',
    [act.geraet, act.von],
  );
  const jwk = rows[0]?.jwk;
  if (!jwk) return false;
  const felder = (await readRecord(db, 'person', act.von))?.felder;
  const zusatz = act.fuer === null ? (felder?.zeichnung ?? '') : 'i. V.';
  return (
    act.zusatz === zusatz &&
    act.funktion === (felder?.funktion ?? '') &&
    isSignedBy(pointOf(jwk), zeichnungBytes(act), act.signatur)
  );
}
