import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSyncLoop } from '../../../renderer/sync/sync-loop.ts';
import { createDownloads } from '../../../renderer/sync/transfer-blob.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function until(check: () => boolean): Promise<void> {
  for (let i = 0; i < 1_000 && !check(); i++) await new Promise((done) => setTimeout(done, 20));
  expect(check()).toBe(true);
}

test('R49: the loop syncs at once, hears pokes, says offline when the line is dead and comes back', async () => {
  const desk = await Desk.open(server.url, 'brandt', demoPassword);
  const other = await Desk.open(server.url, 'yildiz', demoPassword);
  const { replica } = desk;
  const download = createDownloads({ server: desk.server, replica });
  const loop = startSyncLoop({ server: desk.server, replica, download, random: () => 0 });
  try {
    expect(loop.status().phase).toBe('syncing');
    await until(() => loop.status().phase === 'idle');
    expect(loop.status()).toMatchObject({ code: null, waitingOperations: 0 });
    expect(loop.status().lastSync).not.toBeNull();

    await other.sync();
    const akte = 'akte-jugendamt-001';
    const { id } = await other.commands.createVorgang({ akte, titel: 'Anstoß', vorgangstyp: 'Antrag' });
    await other.sync();
    await until(() => replica.tables.vorgang.row(id) >= 0);

    desk.offline = true;
    await expect(loop.syncNow()).rejects.toMatchObject({ code: 'server-unreachable' });
    expect(loop.status()).toMatchObject({ phase: 'offline', code: 'server-unreachable' });
    const mine = await desk.commands.createVorgang({ akte, titel: 'Unterwegs', vorgangstyp: 'Antrag' });
    expect(loop.status()).toMatchObject({ waitingOperations: 1, waitingVorgaenge: 1 });

    desk.offline = false;
    await until(() => loop.status().phase === 'idle' && loop.status().waitingOperations === 0);
    await other.syncUntil(() => other.replica.tables.vorgang.row(mine.id) >= 0);
  } finally {
    await loop.stop();
    await desk.close();
    await other.close();
  }
});

test('S92: a clock two minutes slow is told to the person, and the exchange goes on', async () => {
  const desk = await Desk.open(server.url, 'brandt', demoPassword);
  desk.now = () => new Date(Date.now() - 120_000);
  const { replica } = desk;
  const download = createDownloads({ server: desk.server, replica });
  const loop = startSyncLoop({ server: desk.server, replica, download, random: () => 0 });
  try {
    await until(() => loop.status().phase === 'idle');
    expect(loop.status().code).toBeNull();
    expect(loop.status().clockOffMs).toBeGreaterThan(-130_000);
    expect(loop.status().clockOffMs).toBeLessThan(-110_000);
  } finally {
    await loop.stop();
    await desk.close();
  }
});
