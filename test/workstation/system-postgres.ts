import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const root = '/usr/lib/postgresql';
const newest = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a))[0] : undefined;
const bin = path.join(root, newest ?? '', 'bin');

/** Why there is no PostgreSQL of the operating system here; null: there is one. */
export const noSystemPostgres =
  newest && ['postgres', 'initdb', 'pg_basebackup'].every((name) => existsSync(path.join(bin, name)))
    ? null
    : 'SKIPPED, no PostgreSQL of the system: apt-get install postgresql';
if (noSystemPostgres) console.warn(noSystemPostgres);

/** A PostgreSQL as an authority runs it: of the operating system, with an archive of its log. */
export interface SystemPostgres {
  readonly url: string;
  /** Saves the running database (pg_basebackup). */
  baseBackup(): Promise<void>;
  /** Closes the piece of the log that is being written and waits until it is in the archive; answers the database's time. */
  archived(): Promise<string>;
  /** Ends the processes as a power cut does, and removes the database's files. */
  destroy(): Promise<void>;
  /** The base backup and the archive, up to that time; starts it. */
  restore(time: string): Promise<void>;
  stop(): Promise<void>;
}

/** An empty one on a free port of 127.0.0.1. */
export async function startSystemPostgres(): Promise<SystemPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aktentasche-pg-'));
  await chmod(folder, 0o711);
  const [data, archive, base] = ['data', 'archive', 'base'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  const owner = await ownerIds();
  for (const one of [data, archive, base]) {
    await mkdir(one, { mode: 0o700 });
    if (owner) await chown(one, owner.uid, owner.gid);
  }
  const password = randomBytes(12).toString('hex');
  const passwordFile = path.join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o644 });
  const words = ['--auth=scram-sha-256', '--username=aktentasche', `--pwfile=${passwordFile}`, '--encoding=UTF8'];
  await run(path.join(bin, 'initdb'), [`--pgdata=${data}`, ...words, '--locale=C'], { ...owner, cwd: folder });
  await rm(passwordFile);
  const port = await freePort();
  const url = `postgres://aktentasche:${password}@127.0.0.1:${port}/postgres`;

  const start = async () => {
    const settings = [
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'archive_mode=on',
      `archive_command=test ! -f ${archive}/%f && cp %p ${archive}/%f`,
    ];
    const child = spawn(path.join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
      ...owner,
      cwd: folder,
      stdio: 'ignore',
    });
    await ask('select 1', () => child.exitCode === null);
  };
  /** Asks again until the database answers; during a recovery it does not yet. */
  const ask = async (sql: string, isRunning = () => true): Promise<Record<string, unknown>> => {
    for (let tries = 0; ; tries++) {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => undefined);
      try {
        await client.connect();
        const { rows } = await client.query(sql);
        await client.end();
        return rows[0] as Record<string, unknown>;
      } catch (error) {
        if (tries > 600 || !isRunning()) throw error;
        await sleep(100);
      }
    }
  };
  const end = async (signal: 'SIGINT' | 'SIGQUIT') => {
    const pid = Number((await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '0')).split('\n')[0]);
    if (!(pid > 1)) return;
    process.kill(pid, signal);
    while (existsSync(path.join(data, 'postmaster.pid'))) await sleep(20);
  };

  await start();
  return {
    url,
    async baseBackup() {
      const to = ['-D', base, '-h', '127.0.0.1', '-p', String(port), '-U', 'aktentasche', '--checkpoint=fast'];
      const env = { ...process.env, PGPASSWORD: password };
      await run(path.join(bin, 'pg_basebackup'), to, { ...owner, cwd: folder, env });
    },
    async archived() {
      const { time } = await ask('select clock_timestamp()::text as time');
      // A recovery stops at the first commit after its time: without one it does not know that it has arrived.
      await ask('select txid_current()');
      const { piece } = await ask('select pg_walfile_name(pg_switch_wal()) as piece');
      while (!existsSync(path.join(archive, String(piece)))) await sleep(50);
      return String(time);
    },
    async destroy() {
      await end('SIGQUIT');
      await rm(data, { recursive: true });
    },
    async restore(time) {
      await run('cp', ['-a', base, data]);
      const settings = `restore_command = 'cp ${archive}/%f %p'\nrecovery_target_time = '${time}'\nrecovery_target_action = 'promote'\n`;
      await writeFile(path.join(data, 'postgresql.auto.conf'), settings);
      await writeFile(path.join(data, 'recovery.signal'), '');
      if (owner) await chown(path.join(data, 'recovery.signal'), owner.uid, owner.gid);
      await start();
      while ((await ask('select pg_is_in_recovery() as recovers')).recovers) await sleep(50);
    },
    async stop() {
      await end('SIGINT').catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses root: then it runs as its own user, which Debian's package makes. */
async function ownerIds(): Promise<{ uid: number; gid: number } | undefined> {
  if (userInfo().uid !== 0) return undefined;
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
  return { uid: Number(uid!.stdout), gid: Number(gid!.stdout) };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}
