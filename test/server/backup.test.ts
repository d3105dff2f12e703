import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { renewEpoch } from '../../server/admin/renew-epoch.ts';
import { openBlobFiles } from '../../server/blobs/blob-files.ts';
import { openDatabase } from '../../server/database.ts';
import { type RunningServer, startServer } from '../../server/start-server.ts';
import { Desk } from '../workstation/desk.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { noSystemPostgres, startSystemPostgres } from '../workstation/system-postgres.ts';

const akte = 'akte-jugendamt-001';
const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const allSent = (desk: Desk) => desk.syncUntil(() => desk.replica.overlaidKeys.length === 0);
const titles = async (desk: Desk) => {
  const query = { akte, text: '', sort: 'titel', descending: false, offset: 0, limit: 10_000 } as const;
  return (await desk.queries.vorgaenge(query)).rows.map(({ titel }) => titel);
};

/** A Vorgang with a Dokument of its own bytes. */
async function work(desk: Desk, titel: string): Promise<{ vorgang: string; version: string; sha: string }> {
  const { id: vorgang } = await desk.commands.createVorgang({ akte, titel, vorgangstyp: 'Antrag' });
  const bytes = new Uint8Array(randomBytes(50_000));
  const { version } = await desk.commands.importDokument({ name: 'x.pdf', titel, bytes, vorgang, eingang });
  await allSent(desk);
  return { vorgang, version, sha: createHash('sha256').update(bytes).digest('hex') };
}

async function missingBlobs(server: RunningServer, dataFolder: string): Promise<readonly string[]> {
  const store = openBlobFiles(dataFolder);
  const { rows } = await server.pool.query<{ sha: string; groesse: number }>('select sha, groesse from blob');
  const sizes = await Promise.all(rows.map(({ sha }) => store.sizeBytes(sha)));
  return rows.filter(({ groesse }, i) => sizes[i] !== groesse).map(({ sha }) => sha);
}

test.skipIf(noSystemPostgres)(
  'S66, R51: base backup, log archive and blobs put back to a point in time; what came after is sent again',
  async () => {
    const postgres = await startSystemPostgres();
    const [dataFolder, blobBackup] = await Promise.all(
      ['data', 'blobs'].map((name) => mkdtemp(path.join(tmpdir(), `aktentasche-backup-${name}-`))),
    );
    endings.push(
      () => postgres.stop(),
      () => Promise.all([dataFolder!, blobBackup!].map((folder) => rm(folder, { recursive: true, force: true }))),
    );
    const options = { databaseUrl: postgres.url, dataFolder: dataFolder! };
    let server = await startServer({ ...options, port: 0, seed: { kind: 'demo', password: demoPassword } });
    const port = Number(new URL(server.url).port);
    let isUp = true;
    endings.push(async () => isUp && server.stop());
    const desk = await Desk.open(server.url, 'brandt', demoPassword);
    const colleague = await Desk.open(server.url, 'brandt', demoPassword);
    for (const one of [desk, colleague]) {
      endings.push(() => one.close());
      await one.sync();
    }

    await work(desk, 'A vor der Sicherung');
    await postgres.baseBackup();
    await work(colleague, 'B danach, im Archiv des Protokolls');
    const time = await postgres.archived();
    // Blobs last: whatever the database of that time names is among them.
    execFileSync('cp', ['-a', `${dataFolder}/.`, blobBackup!]);
    const late = await work(desk, 'C nach dem letzten Archiv');
    await colleague.sync();

    await server.stop();
    isUp = false;
    await postgres.destroy();
    execFileSync('rm', ['-rf', path.join(dataFolder!, 'blobs')]);

    await postgres.restore(time);
    execFileSync('cp', ['-a', `${blobBackup}/.`, dataFolder!]);
    const pool = openDatabase(postgres.url);
    const epoch = await renewEpoch(pool);
    const { rows } = await pool.query<{ titel: string }>(
      `select d -> 'felder' ->> 'titel' as titel from datensatz where art = 'vorgang' order by 1`,
    );
    const restored = rows.map(({ titel }) => titel);
    expect(restored).toEqual(expect.arrayContaining(['A vor der Sicherung', 'B danach, im Archiv des Protokolls']));
    expect(restored).not.toContain('C nach dem letzten Archiv');
    await pool.end();

    server = await startServer({ ...options, port });
    isUp = true;
    expect(await missingBlobs(server, dataFolder!)).toEqual([]);
    await desk.sync();
    await desk.syncUntil(() => desk.replica.state.epoch === epoch && desk.replica.overlaidKeys.length === 0);
    await colleague.syncUntil(() => colleague.replica.tables.vorgang.row(late.vorgang) >= 0);
    const newcomer = await Desk.open(server.url, 'brandt', demoPassword);
    endings.push(() => newcomer.close());
    await newcomer.sync();
    const read = await newcomer.commands.readVersion({ version: late.version, action: 'view', purpose: 'dokument' });
    expect(createHash('sha256').update(read.bytes).digest('hex')).toBe(late.sha);
    const truth = await titles(newcomer);
    expect(truth.filter((titel) => /^[ABC] /.test(titel))).toHaveLength(3);
    expect(await titles(desk)).toEqual(truth);
    expect(await missingBlobs(server, dataFolder!)).toEqual([]);
    const { rows: twice } = await server.pool.query<{ n: number }>(
      'select count(*)::int as n from (select from log where dev is not null group by dev, n, art, rid having count(*) > 1) t',
    );
    expect(twice[0]!.n).toBe(0);
  },
  240_000,
);
