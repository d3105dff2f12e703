import { afterAll, beforeAll, expect, test } from 'vitest';
import { pruneLog } from '../../../server/admin/prune-log.ts';
import { transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { readFeed } from '../../../server/sync/read-feed.ts';
import { errorCode } from '../../../shared/errors.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server.stop());

test('S111: a pull that is under way while the feed is pruned ends as cut, never as whole with rows missing', async () => {
  const { pool } = server;
  const { rows } = await pool.query<{ head: number }>(
    `with grown as (insert into log (s, k, art, rid, d)
       select (select max(s) from log) + i, 'put', 'einheit', 'e-' || i,
              '{"art":"einheit","id":"e-' || i || '","akte":null,"rev":1,"felder":{}}' from generate_series(1, 10000) as i
       returning s) select max(s) as head from grown`,
  );
  const head = rows[0]!.head;
  const feed = readFeed(pool, { person: 'p-brandt', after: 0, head, limit: 100_000 });
  expect((await feed.next()).done).toBe(false);
  await transaction(pool, (db) => pruneLog(db, 1));
  const pieces: string[] = [];
  const rest = (async () => {
    for await (const piece of feed) pieces.push(piece.toString());
  })();
  expect(await rest.then(String, errorCode)).toBe('resync-needed');
  expect(pieces.join('')).not.toContain('"end":true');
});
