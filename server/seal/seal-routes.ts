import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { AppError, errorCode } from '../../shared/errors.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import { contentTypes } from '../../shared/pdf/level/network.ts';
import {
  type SealFacts,
  type SealRequest,
  sealedSchema,
  sealFactsSchema,
  sealRequestSchema,
} from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { askTsa } from '../levels/relay-timestamp.ts';
import { loadAkten, loadPerson } from '../load-facts.ts';
import { decide, mayUseSeal } from '../rights.ts';
import { type Caller, callerOf, type Route } from '../route.ts';
import { readRecord } from '../store-record.ts';
import { requireSealUsable } from './open-seal.ts';
import { sealPdf } from './seal-pdf.ts';
import { storeSealed } from './store-sealed.ts';

/** Largest file that is sealed, bytes: it is held in memory. */
const MOST_BYTES = 200 * 1024 * 1024;

/** `GET /v1/seal`: which seal there is and whether the caller may use it; `POST /v1/seal`: seals one Version. */
export function sealRoutes(context: ServerContext): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/v1/seal',
      rule: {
        access: 'device',
        summary: 'The seal of the authority, and whether this person may use it.',
        answer: sealFactsSchema,
      },
      handle: (request) => tellSeal(context, callerOf(request)),
    },
    {
      method: 'POST',
      url: '/v1/seal',
      rule: {
        access: 'device',
        summary: 'Seals a Version from the bytes that the server holds; the result becomes the next Version.',
        body: sealRequestSchema,
        answer: sealedSchema,
      },
      perMinute: 60,
      async handle(request) {
        await sealVersion(context, callerOf(request), request.body as SealRequest);
        return { version: (request.body as SealRequest).id };
      },
    },
  ];
}

async function tellSeal({ seal, pool, now }: ServerContext, caller: Caller): Promise<SealFacts> {
  const person = await loadPerson(pool, caller.person);
  if (!seal || !person || !mayUseSeal(person)) return { seal: null };
  const { notAfter, notBefore } = seal.key.certificate;
  const isUsable = notBefore <= now() && now() <= notAfter;
  return { seal: { subject: seal.subject, notAfter: notAfter.toISOString(), isUsable } };
}

/** The server signs only bytes that it holds as a Version, never a digest that somebody sends. */
async function sealVersion(
  context: ServerContext,
  caller: Caller,
  { version: id, id: newId }: SealRequest,
): Promise<void> {
  const version = await readVersion(context, caller, id);
  const known = await readRecord(context.pool, 'version', newId);
  if (known?.felder.vorgaenger === id) return;
  const { seal } = context;
  if (!seal) throw new AppError('seal-not-configured');
  const at = context.now();
  requireSealUsable(seal, at);
  const bytes = await readBytes(context, version);
  const order = { bytes, at, reason: `Siegel: ${context.authority}`, tsa: tsaOf(context) };
  const sealed = await sealPdf(seal, order).catch(logged);
  await storeSealed(context, { caller, seal, version, sealed, id: newId, at });
}

/** Why the seal could not be used is for the administrators: the person learns only that it cannot. */
function logged(error: unknown): never {
  if (errorCode(error) === 'seal-key-unusable') {
    console.error(JSON.stringify({ seal: errorCode((error as AppError).cause) }));
  }
  throw error;
}

/** A Version of an Akte that the person does not see is one that does not exist. */
async function readVersion({ pool }: ServerContext, caller: Caller, id: string): Promise<FuehrenderDatensatz> {
  const person = await loadPerson(pool, caller.person);
  const version = await readRecord(pool, 'version', id);
  const akte = version?.akte ? (await loadAkten(pool, [version.akte])).get(version.akte) : undefined;
  if (!version || !person || !akte || decide({ person, action: 'read', akte }) !== 'allowed') {
    throw new AppError('not-found');
  }
  const dokument = await readRecord(pool, 'dokument', String(version.felder.dokument));
  const vorgang = await readRecord(pool, 'vorgang', String(dokument?.felder.vorgang));
  const right = decide({ person, action: 'seal', akte, closed: vorgang?.felder.status === 'zdA' });
  if (right !== 'allowed') throw new AppError(right);
  return version;
}

async function readBytes({ blobs }: ServerContext, { felder }: FuehrenderDatensatz): Promise<Uint8Array> {
  if (Number(felder.groesse) > MOST_BYTES) throw new AppError('too-large');
  const bytes = await blobs
    .read(String(felder.sha))
    .then(buffer)
    .catch((cause: unknown) => {
      throw new AppError('blob-incomplete', { cause });
    });
  // What rots on the server's disk must not get a seal.
  if (createHash('sha256').update(bytes).digest('hex') !== felder.sha) throw new AppError('blob-checksum');
  return bytes;
}

function tsaOf({ levels: { tsa } }: ServerContext): Parameters<typeof sealPdf>[1]['tsa'] {
  if (!tsa) return null;
  return {
    url: tsa.url,
    ask: async ({ kind, body }) => {
      if (kind !== 'timestamp' || body === null) throw new AppError('input-invalid', { cause: contentTypes[kind] });
      return askTsa(tsa, body);
    },
  };
}
