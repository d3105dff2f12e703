import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { type Hello, helloRequestSchema, helloSchema } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { type Caller, callerOf, type Route } from '../route.ts';
import { readHead } from '../sequencer.ts';
import { readPersonCard } from '../sign-in/enrol-device.ts';
import { newestNumber } from '../trust/issue-snapshot.ts';

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
      const { rows } = await context.pool.query<{ last_n: number }>('select last_n from geraet where id = $1', [
        caller.device,
      ]);
      const deviceTime = Date.parse(hello.time);
      if (Number.isNaN(deviceTime)) throw new AppError('input-invalid');
      return {
        epoch: context.epoch,
        head: await readHead(context.pool),
        lastN: rows[0]?.last_n ?? 0,
        horizon: 0,
        lease: {
          maxOfflineDays: context.maxOfflineDays,
          until: new Date(now.getTime() + context.maxOfflineDays * DAY_MS).toISOString(),
        },
        clockSkewMs: deviceTime - now.getTime(),
        person: await readPersonCard(context.pool, caller.person),
        authority: context.authority,
        raiseTo: context.levels.raiseTo,
        trust: await newestNumber(context.pool),
      };
    },
  };
}

/** A device that went on as this one exchanges no more; whose it is not stays as it is (S32). */
async function revokeReplaced(context: ServerContext, caller: Caller, devices: readonly string[]): Promise<void> {
  await context.pool.query(
    'update geraet set gesperrt = $4 where id = any($1) and person = $2 and id <> $3 and gesperrt is null',
    [devices, caller.person, caller.device, context.now()],
  );
}
