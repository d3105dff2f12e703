import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { type Hello, helloRequestSchema, helloSchema } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { transaction } from '../database.ts';
import { readHead } from '../move-pending.ts';
import { endBlocks } from '../numbers/number-blocks.ts';
import { readHorizon } from '../read-horizon.ts';
import { readEpoch } from '../read-meta.ts';
import { type Caller, callerOf, type Route } from '../route.ts';
import { readPersonCard } from '../sign-in/enrol-device.ts';
import { newestNumber } from '../trust/issue-snapshot.ts';
import { endPackageKeys } from './receive-package-key.ts';
import { takenUntil } from './schema-window.ts';

const DAY_MS = 86_400_000;

/** `POST /v1/sync/hello`: where both sides stand. */
export function helloRoute(context: ServerContext): Route {
  return {
    method: 'POST',
    url: '/v1/sync/hello',
    rule: {
      access: 'device',
      summary: 'Compares where device and server stand; renews the lease.',
      body: helloRequestSchema,
      answer: helloSchema,
    },
    async handle(request): Promise<Hello> {
      const caller = callerOf(request);
      const hello = request.body as z.infer<typeof helloRequestSchema>;
      if (hello.device !== caller.device) throw new AppError('token-invalid');
      const now = context.now();
      if (hello.replaces) await revokeReplaced(context, caller, hello.replaces);
      const { rows } = await context.pool.query<{ last_n: number; gepackt: string; schluessel: string }>(
        'select last_n, gepackt, schluessel from geraet where id = $1',
        [caller.device],
      );
      const deviceTime = Date.parse(hello.time);
      if (Number.isNaN(deviceTime)) throw new AppError('input-invalid');
      const epoch = await readEpoch(context.pool);
      const until = new Date(now.getTime() + context.maxOfflineDays * DAY_MS).toISOString();
      return {
        epoch,
        head: await readHead(context.pool),
        lastN: rows[0]?.last_n ?? 0,
        horizon: await readHorizon(context.pool),
        lease: {
          maxOfflineDays: context.maxOfflineDays,
          until,
          signed: context.snapshotKey.signLease({ device: caller.device, epoch, issued: now.toISOString(), until }),
        },
        clockSkewMs: deviceTime - now.getTime(),
        schemaUntil: takenUntil(hello.schema, context.schemas),
        person: await readPersonCard(context.pool, caller.person),
        authority: context.authority,
        raiseTo: context.levels.raiseTo,
        trust: await newestNumber(context.pool),
        packed: rows[0]?.gepackt ?? '',
        packageKey: rows[0]?.schluessel ?? '',
      };
    },
  };
}

/** A device that went on as this one exchanges no more; whose it is not stays as it is (S32). */
async function revokeReplaced(context: ServerContext, caller: Caller, devices: readonly string[]): Promise<void> {
  const now = context.now();
  const ended = await transaction(context.pool, async (db) => {
    const { rows } = await db.query<{ id: string }>(
      'update geraet set gesperrt = $4 where id = any($1) and person = $2 and id <> $3 and gesperrt is null returning id',
      [devices, caller.person, caller.device, now],
    );
    const revoked = rows.map(({ id }) => id);
    if (revoked.length > 0) {
      await endPackageKeys(db, revoked, now);
      await endBlocks(db, revoked, { now, isAllSent: false });
    }
    return revoked.length > 0;
  });
  if (ended) context.sequencer.wake();
}
