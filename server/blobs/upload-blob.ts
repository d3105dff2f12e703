import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { shaSchema } from '../../shared/akte.ts';
import { AppError, errorCode } from '../../shared/errors.ts';
import { MAX_PATCH_BYTES } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { transaction } from '../database.ts';
import { callerOf, type Route } from '../route.ts';
import type { Upload } from './blob-files.ts';
import { usableBlobs } from './blob-rights.ts';
import { makeInTurn } from './in-turn.ts';

const TUS = '1.0.0';
/** Largest blob, bytes. */
const MAX_BLOB_BYTES = 4 * 1024 ** 3;
const OFFSET_TYPE = 'application/offset+octet-stream';

/** Uploads that resume: tus 1.0 with the extensions creation and checksum. */
export function uploadRoutes(context: ServerContext): readonly Route[] {
  const url = '/v1/blobs/uploads/:sha';
  // Offset check, append and finish of one upload are one step: a repeated request must not write in between.
  const inTurn = makeInTurn();
  return [
    {
      method: 'POST',
      url: '/v1/blobs/uploads',
      rule: { access: 'device', summary: 'Begins or finds an upload (tus creation).', answerType: 'none' },
      handle: (request, reply) => {
        const sha = readShaMetadata(String(request.headers['upload-metadata'] ?? ''));
        return inTurn(keyOf(request, sha), () => beginUpload(context, sha, { request, reply }));
      },
    },
    {
      method: 'HEAD',
      url,
      rule: { access: 'device', summary: 'How far an upload got (tus).', answerType: 'none' },
      handle: (request, reply) => answerOffset(context, request, reply),
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
      handle: (request, reply) => {
        const { sha } = request.params as { sha: string };
        return inTurn(keyOf(request, sha), () => receiveBytes(context, request, reply));
      },
    },
  ];
}

function keyOf(request: FastifyRequest, sha: string): string {
  return `${callerOf(request).device}/${sha}`;
}

async function beginUpload(
  context: ServerContext,
  sha: string,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<unknown> {
  const { device, person } = callerOf(request);
  const length = Number(request.headers['upload-length'] ?? Number.NaN);
  if (!Number.isInteger(length) || length < 0) throw new AppError('input-invalid');
  if (length > MAX_BLOB_BYTES) throw new AppError('too-large');
  const complete = (await usableBlobs(context.pool, person, [sha])).has(sha);
  const offset = complete ? length : await resumeUpload(context, { sha, device }, { person, length });
  return reply
    .code(201)
    .headers({ 'tus-resumable': TUS, location: `/v1/blobs/uploads/${sha}`, 'upload-offset': offset })
    .send();
}

/** Answers how far it got. All bytes here, yet not finished (the server died in between): they are finished now. */
async function resumeUpload(
  context: ServerContext,
  upload: Upload,
  { person, length }: { readonly person: string; readonly length: number },
): Promise<number> {
  await context.pool.query(
    'insert into upload (sha, dev, laenge) values ($1, $2, $3) on conflict (sha, dev) do update set laenge = $3',
    [upload.sha, upload.device, length],
  );
  const offset = await context.blobFiles.uploadedBytes(upload);
  if (offset < length) return offset;
  try {
    await completeUpload(context, upload, { person, length: offset });
    return offset;
  } catch (error) {
    // Other bytes than announced were thrown away: the upload starts again.
    if (length > 0 && errorCode(error) === 'blob-checksum') return 0;
    throw error;
  }
}

async function answerOffset(context: ServerContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { upload, length, offset } = await readUpload(context, request);
  void upload;
  return reply
    .code(200)
    .headers({ 'tus-resumable': TUS, 'upload-offset': offset, 'upload-length': length, 'cache-control': 'no-store' })
    .send();
}

async function receiveBytes(context: ServerContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { person } = callerOf(request);
  if (!Buffer.isBuffer(request.body)) throw new AppError('input-invalid');
  const { upload, length, offset, complete } = await readUpload(context, request);
  if (complete || Number(request.headers['upload-offset'] ?? Number.NaN) !== offset) throw new AppError('blob-offset');
  if (offset + request.body.byteLength > length) throw new AppError('blob-offset');
  requireChecksum(String(request.headers['upload-checksum'] ?? ''), request.body);
  await context.blobFiles.append(upload, request.body);
  const reached = offset + request.body.byteLength;
  if (reached === length) await completeUpload(context, upload, { person, length });
  return reply.code(204).headers({ 'tus-resumable': TUS, 'upload-offset': reached }).send();
}

/** Throws AppError 'blob-checksum' when the bytes are not those of the hash; the upload then starts again at 0. */
async function completeUpload(
  context: ServerContext,
  upload: Upload,
  { person, length }: { readonly person: string; readonly length: number },
): Promise<void> {
  if (length === 0) await context.blobFiles.append(upload, new Uint8Array());
  if (!(await context.blobFiles.finish(upload))) throw new AppError('blob-checksum');
  await transaction(context.pool, async (db) => {
    await db.query('insert into blob values ($1, $2, $3) on conflict do nothing', [upload.sha, length, context.now()]);
    await db.query('insert into blob_von values ($1, $2) on conflict do nothing', [upload.sha, person]);
    await db.query('delete from upload where sha = $1 and dev = $2', [upload.sha, upload.device]);
  });
}

async function readUpload(
  context: ServerContext,
  request: FastifyRequest,
): Promise<{ upload: Upload; length: number; offset: number; complete: boolean }> {
  const { device, person } = callerOf(request);
  const { sha } = request.params as { sha: string };
  const upload = { sha, device };
  const { rows } = await context.pool.query<{ laenge: number }>(
    'select laenge from upload where sha = $1 and dev = $2',
    [sha, device],
  );
  if (rows[0]) {
    return { upload, length: rows[0].laenge, offset: await context.blobFiles.uploadedBytes(upload), complete: false };
  }
  if (!(await usableBlobs(context.pool, person, [sha])).has(sha)) throw new AppError('not-found');
  const { rows: blobs } = await context.pool.query<{ groesse: number }>('select groesse from blob where sha = $1', [
    sha,
  ]);
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
