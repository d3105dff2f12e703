import { createHash, verify } from 'node:crypto';
import { z } from 'zod';
import { shaSchema } from '../../shared/akte.ts';
import { type Operation, operationPayload, operationSchema } from '../../shared/change.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Caller } from '../route.ts';
import { publicKeyOf } from '../sign-in/public-key.ts';
import { readOperation, type SchemaWindow } from './schema-window.ts';

/**
 * One line of a push. `envelope` is what order and signature need; `operation` is undefined when the rest has a shape this
 * server does not accept, and `refusal` says why: such an operation is rejected but counted, so that it blocks nothing (I9).
 */
export interface SignedLine {
  readonly raw: Record<string, unknown>;
  readonly envelope: z.infer<typeof envelopeSchema>;
  readonly operation: Operation | undefined;
  readonly refusal: ErrorCode;
}

const envelopeSchema = z.object({
  v: z.number().int(),
  dev: z.string(),
  n: z.number().int().positive(),
  prev: shaSchema,
  h: shaSchema,
  sig: operationSchema.shape.sig,
});

/**
 * Throws AppError 'operation-invalid' when the line is no JSON or has no envelope, 'server-too-old' when it is of a later schema
 * than this server's.
 */
export function parseOperation(line: string, schemas: SchemaWindow, now: Date): SignedLine {
  const raw = parseJson(line);
  const envelope = envelopeSchema.safeParse(raw);
  if (!envelope.success) throw new AppError('operation-invalid', { cause: envelope.error });
  return {
    raw,
    envelope: envelope.data,
    refusal: 'operation-invalid',
    ...readOperation(envelope.data.v, raw, { schemas, now }),
  };
}

/** Checks that `h` covers the operation and that the device key signed `h`; throws AppError 'operation-invalid'. */
export function verifySignature({ raw, envelope }: SignedLine, caller: Caller): void {
  const payload = operationPayload(raw as unknown as Operation);
  const digest = createHash('sha256').update(payload).digest();
  if (envelope.dev !== caller.device || digest.toString('hex') !== envelope.h) throw new AppError('operation-invalid');
  const signature = Buffer.from(envelope.sig, 'base64url');
  if (!verify('sha256', digest, { key: publicKeyOf(caller.jwk), dsaEncoding: 'ieee-p1363' }, signature)) {
    throw new AppError('operation-invalid');
  }
}

function parseJson(line: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(line));
  } catch (cause) {
    throw new AppError('operation-invalid', { cause });
  }
}
