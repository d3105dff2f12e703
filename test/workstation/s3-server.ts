import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { s3ProxyJar } from '../../build/s3proxy.mjs';
import type { BucketSettings } from '../../server/blobs/bucket-settings.ts';

/** Why there is no S3 server here; null: there is one. */
export const noS3Server =
  !existsSync(s3ProxyJar) || spawnSync('java', ['-version']).status !== 0
    ? 'SKIPPED, no S3Proxy: node build/s3proxy.mjs'
    : null;
if (noS3Server) console.warn(noS3Server);

/** S3Proxy on an empty folder: it checks signatures, bodies and sizes of parts as S3 does. */
export async function startS3Server(): Promise<{ readonly settings: BucketSettings; stop(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aktentasche-s3-'));
  const port = await freePort();
  const [accessKey, secretKey] = ['aktentasche', randomUUID()];
  await mkdir(path.join(folder, 'data/akten'), { recursive: true });
  const properties = {
    's3proxy.authorization': 'aws-v4',
    's3proxy.endpoint': `http://127.0.0.1:${port}`,
    's3proxy.identity': accessKey,
    's3proxy.credential': secretKey,
    'jclouds.provider': 'filesystem-nio2',
    'jclouds.identity': 'local',
    'jclouds.credential': 'local',
    'jclouds.filesystem.basedir': path.join(folder, 'data'),
  };
  const file = path.join(folder, 's3proxy.conf');
  await writeFile(
    file,
    Object.entries(properties)
      .map((pair) => `${pair.join('=')}\n`)
      .join(''),
  );
  const child = spawn('java', ['-Xmx256m', '-jar', s3ProxyJar, '--properties', file], { stdio: 'ignore' });
  const until = Date.now() + 90_000;
  const url = `http://127.0.0.1:${port}/akten`;
  while (!(await fetch(url).catch(() => null))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error('S3Proxy did not start');
    await sleep(100);
  }
  return {
    settings: { url, region: 'us-east-1', accessKey, secretKey },
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}
