import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { type PackedAkten, packedAnswerSchema, packedLines, packedRequestSchema } from '../../shared/mitnahme.ts';
import type { ServerContext } from '../context.ts';
import { type Db, transaction } from '../database.ts';
import { type Caller, callerOf, type Route } from '../route.ts';
import { lockRecord, storeWhole } from '../store-record.ts';

/**
 * `POST /v1/packed`: what this device takes along becomes records of the Akten, so that everybody who sees an Akte sees who has
 * it on which device since when. What is no longer in the list ends; what the person does not see is left out (S100).
 */
export function packedRoute(context: ServerContext): Route {
  return {
    method: 'POST',
    url: '/v1/packed',
    rule: {
      access: 'device',
      summary: 'The Akten that this device takes along.',
      body: packedRequestSchema,
      answer: packedAnswerSchema,
    },
    async handle(request) {
      const { packed } = request.body as z.infer<typeof packedRequestSchema>;
      const caller = callerOf(request);
      const digest = digestOf(packed);
      await transaction(context.pool, async (db) => {
        await db.query('select id from geraet where id = $1 for update', [caller.device]);
        const seen = await readSeen(db, caller, packed);
        const now = context.now().toISOString();
        await endOthers(db, { device: caller.device, staying: seen.map(({ akte }) => akte), now });
        for (const one of seen) await begin(db, caller, one);
        await db.query('update geraet set gepackt = $2 where id = $1', [caller.device, digest]);
      });
      context.sequencer.wake();
      return { digest };
    },
  };
}

/** Everything that this device took along ends now, in the transaction that hands it back. */
export async function endMitnahmen(db: Db, device: string, now: Date): Promise<void> {
  await endOthers(db, { device, staying: [], now: now.toISOString() });
}

async function readSeen(db: Db, { person }: Caller, packed: PackedAkten): Promise<PackedAkten> {
  const { rows } = await db.query<{ akte: string }>('select akte from sicht where person = $1 and akte = any($2)', [
    person,
    packed.map(({ akte }) => akte),
  ]);
  const seen = new Set(rows.map(({ akte }) => akte));
  return packed.filter(({ akte }) => seen.has(akte));
}

async function begin(db: Db, { device, person }: Caller, { akte, seit }: PackedAkten[number]): Promise<void> {
  const id = `mitnahme-${createHash('sha256').update(`${device}:${akte}`).digest('hex').slice(0, 32)}`;
  const known = await lockRecord(db, 'mitnahme', id);
  if (known && known.felder.seit === seit && known.felder.bis === null) return;
  await storeWhole(db, { art: 'mitnahme', id, akte, felder: { person, geraet: device, seit, bis: null } });
}

async function endOthers(
  db: Db,
  { device, staying, now }: { readonly device: string; readonly staying: readonly string[]; readonly now: string },
): Promise<void> {
  const { rows } = await db.query<{ id: string; akte: string }>(
    `select id, akte from datensatz
      where art = 'mitnahme' and d -> 'felder' ->> 'geraet' = $1 and d -> 'felder' ->> 'bis' is null
        and not akte = any($2) order by id`,
    [device, staying],
  );
  for (const { id, akte } of rows) {
    const known = await lockRecord(db, 'mitnahme', id);
    if (known) await storeWhole(db, { art: 'mitnahme', id, akte, felder: { ...known.felder, bis: now } });
  }
}

function digestOf(packed: PackedAkten): string {
  const text = packedLines(packed).map((line) => `${line}\n`);
  return createHash('sha256').update(text.join('')).digest('hex');
}
