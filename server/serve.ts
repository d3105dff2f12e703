import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readBucketSettings } from './blobs/bucket-settings.ts';
import type { OidcSettings } from './context.ts';
import { serveDemoPki } from './demo/pki/serve-demo-pki.ts';
import { type LevelSettings, readLevelSettings } from './levels/level-settings.ts';
import { readSealSettings } from './seal/seal-settings.ts';
import type { Seed } from './seed.ts';
import { type ServerOptions, startServer } from './start-server.ts';
import type { FetchSettings } from './trust/fetch-lists.ts';
import { readCertificates } from './trust/import-trust.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8300' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: 'aktentasche-server' },
    'database-url': { type: 'string' },
    seed: { type: 'string' },
    vorgaenge: { type: 'string', default: '20000' },
    'demo-password': { type: 'string' },
    'demo-timestamps': { type: 'boolean', default: false },
    's3-url': { type: 'string' },
    's3-region': { type: 'string' },
    'metrics-port': { type: 'string' },
    proxies: { type: 'string', default: '' },
    'tls-key': { type: 'string' },
    'tls-cert': { type: 'string' },
    'oidc-issuer': { type: 'string' },
    'oidc-client-id': { type: 'string' },
    'public-url': { type: 'string' },
    'seal-key': { type: 'string' },
    'seal-module': { type: 'string' },
    'seal-token': { type: 'string' },
    'seal-certificate': { type: 'string' },
    'tsa-url': { type: 'string' },
    'raise-to': { type: 'string' },
    'evidence-hosts': { type: 'string' },
    'lotl-url': { type: 'string' },
    'lotl-signers': { type: 'string' },
    'lotl-territories': { type: 'string', default: '' },
  },
});

/** Lies beside this entry in `dist/server`. */
const cardProcess = fileURLToPath(new URL('card-process.js', import.meta.url));
/** Words that can be read aloud; only for demo accounts. */
const demoPassword = values['demo-password'] ?? randomBytes(9).toString('base64url');
const seed = readSeed();

const levels = await readLevels();
const server = await startServer(readOptions());
console.log(JSON.stringify({ listening: server.url, ...(seed ? { demoPassword } : {}) }));

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

function readOptions(): ServerOptions {
  const databaseUrl = values['database-url'] ?? process.env.DATABASE_URL;
  const { 'tls-key': keyFile, 'tls-cert': certFile } = values;
  const oidc = readOidc();
  const trustLists = readTrustLists();
  const bucket = readBucketSettings(values, process.env);
  const sealSettings = readSealSettings(values, process.env, cardProcess);
  return {
    dataFolder: values.data,
    port: Number(values.port),
    host: values.host,
    proxies: list(values.proxies),
    ...(values['metrics-port'] ? { metricsPort: Number(values['metrics-port']) } : {}),
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(seed ? { seed } : {}),
    ...(keyFile && certFile ? { tls: { keyFile, certFile } } : {}),
    ...(bucket ? { bucket } : {}),
    ...(oidc ? { oidc } : {}),
    ...(sealSettings ? { seal: sealSettings } : {}),
    levels,
    ...(trustLists ? { trustLists } : {}),
  };
}

/**
 * With the demo authority there may be a time-stamping service for demonstration: its stamps are real ones that nobody trusts.
 * The keys of a demonstration name no place for revocation data, so that B-T is what can be reached.
 */
async function readLevels(): Promise<LevelSettings> {
  const { 'tsa-url': tsaUrl, 'raise-to': raiseTo, 'evidence-hosts': listedHosts } = values;
  const isDemo = seed?.kind === 'demo' && values['demo-timestamps'];
  const demo = isDemo ? await serveDemoPki(() => new Date()) : null;
  if (demo) return readLevelSettings({ tsaUrl: demo.tsaUrl, raiseTo: 'B-T', listedHosts: demo.host }, {});
  return readLevelSettings({ tsaUrl, raiseTo, listedHosts }, process.env);
}

function readSeed(): Seed | undefined {
  if (values.seed === 'demo') return { kind: 'demo', password: demoPassword };
  if (values.seed === 'large') return { kind: 'large', password: demoPassword, vorgaenge: Number(values.vorgaenge) };
  if (values.seed !== undefined) throw new Error('--seed takes demo or large');
  return undefined;
}

/** The client secret comes from the environment: a command line is visible to every user of the machine. */
function readOidc(): OidcSettings | undefined {
  const { 'oidc-issuer': issuer, 'oidc-client-id': clientId, 'public-url': publicUrl } = values;
  if (!issuer || !clientId || !publicUrl) return undefined;
  return { issuer, clientId, clientSecret: process.env.OIDC_CLIENT_SECRET ?? '', publicUrl };
}

/** Without the signers that the Official Journal names no list can be believed. */
function readTrustLists(): FetchSettings | undefined {
  const url = values['lotl-url'];
  const signersFile = values['lotl-signers'] ?? process.env.AKTENTASCHE_LOTL_SIGNERS;
  if (!url) return undefined;
  if (!signersFile) throw new Error('--lotl-url needs --lotl-signers');
  const territories = list(values['lotl-territories']);
  return { url, signers: readCertificates(readFileSync(signersFile)), territories };
}

function list(words: string): readonly string[] {
  const each = words.split(',').map((one) => one.trim());
  return each.filter(Boolean);
}
