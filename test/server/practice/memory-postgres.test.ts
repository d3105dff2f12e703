import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MemoryPostgres, startMemoryPostgres } from '../../../server/practice/memory-postgres.ts';

let memory: MemoryPostgres;
beforeAll(async () => {
  memory = await startMemoryPostgres();
}, 60_000);
afterAll(() => memory.stop());

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ stream: () => memory.connect() as never });
  await client.connect();
  return client;
}

const ask = async (client: pg.Client, n: number) =>
  (await client.query({ name: 'one', text: 'select $1::int as n', values: [n] })).rows[0];

test('U4: a connection prepares a statement that one before it, or beside it, prepared under the same name', async () => {
  const first = await connected();
  expect(await ask(first, 1)).toEqual({ n: 1 });
  await first.end();
  const [second, third] = [await connected(), await connected()];
  expect([await ask(second, 2), await ask(third, 3), await ask(second, 4)]).toEqual([{ n: 2 }, { n: 3 }, { n: 4 }]);
  await second.end();
  await third.end();
});
