import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { enrolmentSchema, localSignInSchema } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { makeInTurn } from '../in-turn.ts';
import type { Route } from '../route.ts';
import { enrolDevice } from './enrol-device.ts';
import { recordFailure, requireFewFailures } from './failed-attempts.ts';
import { isPassword, unknownAccountHash } from './password.ts';

/** `POST /v1/sign-in/local`: name and password register a device. */
export function localSignInRoute(context: ServerContext): Route {
  const inTurn = makeInTurn();
  return {
    method: 'POST',
    url: '/v1/sign-in/local',
    rule: {
      access: 'public',
      summary: 'Registers this device for a person with name and password.',
      body: localSignInSchema,
      answer: enrolmentSchema,
    },
    perMinute: 120,
    async handle(request) {
      const { name, password, device } = request.body as z.infer<typeof localSignInSchema>;
      // One at a time per name: passwords tried at once would all pass before the first failure counts (S113).
      const person = await inTurn(name.toLowerCase(), () => checkPassword(context, name, password));
      return enrolDevice(context, person, device);
    },
  };
}

/** Whose account it is. Throws AppError 'sign-in-failed' or 'too-many-calls'. */
async function checkPassword(context: ServerContext, name: string, password: string): Promise<string> {
  await requireFewFailures(context, name);
  const { rows } = await context.pool.query<{ person: string; passwort: string }>(
    'select person, passwort from konto where lower(anmeldename) = lower($1) and aktiv and passwort is not null',
    [name],
  );
  const matches = await isPassword(password, rows[0]?.passwort ?? unknownAccountHash);
  if (!rows[0] || !matches) {
    await recordFailure(context, name);
    throw new AppError('sign-in-failed');
  }
  return rows[0].person;
}
