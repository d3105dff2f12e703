import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { practiceAkten } from '../../../server/practice/practice-akten.ts';
import { type PracticeAuthority, startPracticeAuthority } from '../../../server/practice/practice-authority.ts';
import { feldschemata } from '../../../shared/feldschemata.ts';

let authority: PracticeAuthority;
beforeAll(async () => {
  authority = await startPracticeAuthority({}, () => new Date());
}, 60_000);
afterAll(() => authority?.stop());

test('U4: the practice authority answers as a server does, and has no port', async () => {
  const info = await authority.app.inject('/v1/info');
  expect(info.json()).toMatchObject({ name: 'ÜBUNG – Stadt Musterstadt' });
  expect(authority.app.server.listening).toBe(false);
  expect((await authority.app.inject('/v1/sync/pull')).statusCode).toBe(401);
});
