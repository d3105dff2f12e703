import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { shaSchema } from '../../shared/akte.ts';
import { AppError, errorCode } from '../../shared/errors.ts';
import { MAX_PATCH_BYTES } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { type Db, transaction } from '../database.ts';
import { makeInTurn } from '../in-turn.ts';
import { callerOf, type Route } from '../route.ts';
import { usableBlobs } from './blob-rights.ts';
import type { Upload } from './blob-store.ts';

const TUS = '1.0.0';
/** Largest blob, bytes. */
const MAX_BLOB_BYTES = 4 * 1024 ** 3;
const OFFSET_TYPE = 'application/offset+octet-stream';

/** Uploads that resume: tus 1.0 with the extensions creation and checksum. */
export function uploadRoutes(context: ServerContext): readonly Route[] {
  const url = '/v1/blobs/uploads/:sha';
  const inTurn = makeUploadTurn(context);
  const on = (db: Db): On => ({ ...context, db });
  return [
    {
      method: 'POST',
      url: '/v1/blobs/uploads',
      rule: { access: 'device', summary: 'Begins or finds an upload (tus creation).', answerType: 'none' },
      handle: async (request, reply) => {
        const sha = readShaMetadata(String(request.headers['upload-metadata'] ?? ''));
        return tell(reply, await inTurn(keyOf(request, sha), (db) => beginUpload(on(db), sha, request)));
      },
    },
    {
      method: 'HEAD',
      url,
      rule: { access: 'device', summary: 'How far an upload got (tus).', answerType: 'none' },
      handle: async (request, reply) => tell(reply, await answerOffset(on(context.pool), request)),
    },
    {
      method: 'PATCH',
      url,
      rule: {
        access: 'device',
        summary: 'Bytes at an offset, with checksum (tus).',
        bodyType: OFFSET_TYPE,
        answerType: 'none',
      },
      bodyLimit: MAX_PATCH_BYTES,
      handle: async (request, reply) => {
        const { sha } = request.params as { sha: string };
        return tell(reply, await inTurn(keyOf(request, sha), (db) => receiveBytes(on(db), request)));
      },
    },
  ];
}

/** What is answered when the step is committed, and not before. */
interface Told {
  readonly code: number;
  readonly headers: Readonly<Record<string, string | number>>;
}

function tell(reply: FastifyReply, { code, headers }: Told): FastifyReply {
  return reply
    .code(code)
    .headers({ 'tus-resumable': TUS, ...headers })
    .send();
}

/** The node, and the connection of this step. */
type On = Pick<ServerContext, 'blobs' | 'now'> & { readonly db: Db };

/**
 * Offset check, append and finish of one upload are one step: a repeated request, here or on another node, must not write in
 * between (S61). Who waits on this node waits without a connection.
 */
function makeUploadTurn({ pool }: ServerContext): <T>(key: string, work: (db: Db) => Promise<T>) => Promise<T> {
  const inTurn = makeInTurn();
  return (key, work) =>
    inTurn(key, () =>
      transaction(pool, async (db) => {
        await db.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [key]);
        return work(db);
      }),
    );
}

function keyOf(request: FastifyRequest, sha: string): string {
  return `${callerOf(request).device}/${sha}`;
}

async function beginUpload(on: On, sha: string, request: FastifyRequest): Promise<Told> {
  const { device, person } = callerOf(request);
  const length = Number(request.headers['upload-length'] ?? Number.NaN);
  if (!Number.isInteger(length) || length < 0) throw new AppError('input-invalid');
  if (length > MAX_BLOB_BYTES) throw new AppError('too-large');
  const complete = (await usableBlobs(on.db, person, [sha])).has(sha);
  const offset = complete ? length : await resumeUpload(on, { sha, device }, { person, length });
  return { code: 201, headers: { location: `/v1/blobs/uploads/${sha}`, 'upload-offset': offset } };
}

/** Answers how far it got. All bytes here, yet not finished (the server died in between): they are finished now. */
async function resumeUpload(
  on: On,
  upload: Upload,
  { person, length }: { readonly person: string; readonly length: number },
): Promise<number> {
  await on.db.query(
    'insert into upload (sha, dev, laenge) values ($1, $2, $3) on conflict (sha, dev) do update set laenge = $3',
    [upload.sha, upload.device, length],
  );
  const offset = await on.blobs.uploadedBytes(upload);
  if (offset < length) return offset;
  try {
    await completeUpload(on, upload, { person, length: offset });
    return offset;
  } catch (error) {
    // Other bytes than announced were thrown away: the upload starts again.
    if (length > 0 && errorCode(error) === 'blob-checksum') return 0;
    throw error;
  }
}

async function answerOffset(on: On, request: FastifyRequest): Promise<Told> {
  const { length, offset } = await readUpload(on, request);
  return { code: 200, headers: { 'upload-offset': offset, 'upload-length': length, 'cache-control': 'no-store' } };
}

async function receiveBytes(on: On, request: FastifyRequest): Promise<Told> {
  const { person } = callerOf(request);
  if (!Buffer.isBuffer(request.body)) throw new AppError('input-invalid');
  const { upload, length, offset, complete } = await readUpload(on, request);
  if (complete || Number(request.headers['upload-offset'] ?? Number.NaN) !== offset) throw new AppError('blob-offset');
  if (offset + request.body.byteLength > length) throw new AppError('blob-offset');
  requireChecksum(String(request.headers['upload-checksum'] ?? ''), request.body);
  await on.blobs.append(upload, offset, request.body);
  const reached = offset + request.body.byteLength;
  if (reached === length) await completeUpload(on, upload, { person, length });
  return { code: 204, headers: { 'upload-offset': reached } };
}

/** Throws AppError 'blob-checksum' when the bytes are not those of the hash; the upload then starts again at 0. */
async function completeUpload(
  on: On,
  upload: Upload,
  { person, length }: { readonly person: string; readonly length: number },
): Promise<void> {
  if (length === 0) await on.blobs.append(upload, 0, new Uint8Array());
  if (!(await on.blobs.finish(upload))) throw new AppError('blob-checksum');
  const { db } = on;
  await db.query('insert into blob values ($1, $2, $3) on conflict do nothing', [upload.sha, length, on.now()]);
  await db.query('insert into blob_von values ($1, $2) on conflict do nothing', [upload.sha, person]);
  await db.query('delete from upload where sha = $1 and dev = $2', [upload.sha, upload.device]);
}

async function readUpload(
  on: On,
  request: FastifyRequest,
): Promise<{ upload: Upload; length: number; offset: number; complete: boolean }> {
  const { device, person } = callerOf(request);
  const { sha } = request.params as { sha: string };
  const upload = { sha, device };
  const { rows } = await on.db.query<{ laenge: number }>('select laenge from upload where sha = $1 and dev = $2', [
    sha,
    device,
  ]);
  if (rows[0]) {
    return { upload, length: rows[0].laenge, offset: await on.blobs.uploadedBytes(upload), complete: false };
  }
  if (!(await usableBlobs(on.db, person, [sha])).has(sha)) throw new AppError('not-found');
  const { rows: blobs } = await on.db.query<{ groesse: number }>('select groesse from blob where sha = $1', [sha]);
  const length = blobs[0]?.groesse ?? 0;
  return { upload, length, offset: length, complete: true };
}

/** `sha256 <base64>` of the 32 bytes, or of their hexadecimal text. */
function readShaMetadata(header: string): string {
  const pair = header.split(',').map((entry) => entry.trim().split(' '));
  const value = Buffer.from(pair.find(([key]) => key === 'sha256')?.[1] ?? '', 'base64');
  const parsed = shaSchema.safeParse(value.byteLength === 32 ? value.toString('hex') : value.toString('latin1'));
  if (!parsed.success) throw new AppError('input-invalid');
  return parsed.data;
}

function requireChecksum(header: string, bytes: Uint8Array): void {
  const [algorithm, value] = header.split(' ');
  if (algorithm !== 'sha256' || !value) throw new AppError('input-invalid');
  if (createHash('sha256').update(bytes).digest('base64') !== value) throw new AppError('blob-checksum');
}
