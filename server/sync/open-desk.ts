import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';
import type { Db } from '../database.ts';
import type { Announced, Desk } from '../desk.ts';
import { loadAkten, loadSomePersonen } from '../load-facts.ts';
import type { AkteFacts, PersonFacts } from '../rights.ts';
import { lockRecord, nextRev, readRecord } from '../store-record.ts';
import { findReissued, type Issued, issuedKey } from './find-reissued.ts';
import { type KnownDevice, lockDevices } from './lock-devices.ts';
import type { RecordName } from './name-records.ts';
import { drawRevs, lockNames, readNames } from './read-together.ts';
import { announce, type Decided, keepDecided, type Statement, writeRecords } from './write-together.ts';

/** What the operations of a transaction name. */
export interface Named {
  readonly devices: readonly { readonly id: string; readonly person: string }[];
  readonly issued: readonly Issued[];
  readonly persons: readonly string[];
  readonly akten: readonly string[];
  readonly locks: readonly RecordName[];
  readonly reads: readonly RecordName[];
  /** How many revisions are drawn beforehand. */
  readonly revs: number;
}

/** The desk of a push: devices, results under other numbers and what was decided, besides records. */
export interface PushDesk extends Desk {
  device(id: string): KnownDevice | undefined;
  reissued(issued: Issued): PushResult | null;
  keep(decided: Decided, issued: Issued, result: PushResult): void;
  /** Sends what was written so far; it is not waited for. */
  flush(): void;
}

/**
 * Lays out what operations name: one round trip for all of them. Devices are locked first, then records, each in the order
 * of their names, so that transactions wait for one another in one direction; everything is read behind the locks.
 */
export async function openDesk(plain: Db, named: Named): Promise<{ readonly desk: PushDesk; readonly db: Db }> {
  const [devices, issued, persons, , records, akten, revs] = await Promise.all([
    lockDevices(plain, named.devices),
    findReissued(plain, named.issued),
    loadSomePersonen(plain, named.persons),
    lockNames(plain, named.locks),
    readNames(plain, [...named.locks, ...named.reads]),
    loadAkten(plain, named.akten),
    drawRevs(plain, named.revs),
  ]);
  const held = new Set(named.locks.map(keyOf));
  const known = { devices, issued, persons: new Map(persons), records, akten: new Map(akten), revs };
  return layOut(plain, held, known);
}

interface Known {
  readonly devices: Map<string, KnownDevice>;
  readonly issued: Map<string, PushResult>;
  readonly persons: Map<string, PersonFacts>;
  /** Null: there is none. */
  readonly records: Map<string, FuehrenderDatensatz | null>;
  readonly akten: Map<string, AkteFacts>;
  readonly revs: number[];
}

/** `held` are the records that are locked or were written here: nobody else can change them before the commit. */
function layOut(plain: Db, held: Set<string>, known: Known): { readonly desk: PushDesk; readonly db: Db } {
  const { devices, issued, persons, records, akten, revs } = known;
  let announced: Announced[] = [];
  let decided: Decided[] = [];

  const flush = () => {
    const statements: Statement[] = [];
    if (decided.length > 0) statements.push(keepDecided(decided));
    if (announced.length > 0) statements.push(announce(announced), writeRecords(announced));
    decided = [];
    announced = [];
    for (const [text, values] of statements) plain.write!(text, [...values]);
  };
  /** A lock may have been waited for: what is not held may be another by now, and revisions drawn before are too low. */
  const forget = () => {
    for (const key of records.keys()) if (!held.has(key)) records.delete(key);
    akten.clear();
    persons.clear();
    revs.length = 0;
  };

  const desk: PushDesk = {
    device: (id) => devices.get(id),
    reissued: (one) => issued.get(issuedKey(one)) ?? null,
    keep(one, under, result) {
      decided.push(one);
      issued.set(issuedKey(under), result);
      const device = devices.get(one.dev);
      if (device) devices.set(one.dev, { ...device, lastN: one.n, lastH: one.h });
    },
    flush,
    async lockRecord(art, id) {
      const key = keyOf([art, id]);
      if (!held.has(key)) {
        flush();
        const record = await lockRecord(plain, art, id);
        forget();
        held.add(key);
        records.set(key, record);
      }
      return records.get(key) ?? null;
    },
    async readRecord(art, id) {
      const key = keyOf([art, id]);
      const found = records.get(key);
      if (found !== undefined) return found;
      const record = await readRecord(plain, art, id);
      records.set(key, record);
      return record;
    },
    nextRev: async () => revs.shift() ?? nextRev(plain),
    storeRecord(one) {
      const { record, vonAkte } = one;
      const key = keyOf([record.art, record.id]);
      const before = records.get(key);
      if (changesWhoSees(before, record)) for (const id of [record.akte, vonAkte]) akten.delete(id ?? '');
      announced.push(one);
      held.add(key);
      records.set(key, record);
    },
    async loadPerson(id) {
      const found = persons.get(id) ?? (await loadSomePersonen(plain, [id])).get(id);
      if (found) persons.set(id, found);
      return found;
    },
    async loadAkten(ids) {
      const unknown = ids.filter((id) => !akten.has(id));
      if (unknown.length > 0) {
        flush();
        for (const [id, facts] of await loadAkten(plain, unknown)) akten.set(id, facts);
      }
      return akten;
    },
  };
  const query = ((text: string, values: unknown[]) => {
    flush();
    return plain.query(text, values);
  }) as Db['query'];
  const write = (text: string, values: unknown[]) => {
    flush();
    plain.write!(text, values);
  };
  return { desk, db: { query, write, desk } };
}

/** Whether the facts of an Akte have to be read again: a Vorgang brings or takes a person, also by being moved. */
function changesWhoSees(before: FuehrenderDatensatz | null | undefined, after: FuehrenderDatensatz): boolean {
  if (after.art !== 'vorgang' && after.art !== 'akte') return false;
  if (after.art === 'akte' || (before && before.akte !== after.akte)) return true;
  return (before?.felder.bearbeitung ?? null) !== (after.felder.bearbeitung ?? null);
}

function keyOf([art, id]: RecordName): string {
  return `${art}/${id}`;
}
