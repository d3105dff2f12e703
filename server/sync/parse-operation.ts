import { createHash } from 'node:crypto';
import { z } from 'zod';
import { shaSchema } from '../../shared/akte.ts';
import { OPERATION_SCHEMA, type Operation, operationPayload, operationSchema } from '../../shared/change.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Caller } from '../route.ts';

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

/** Throws AppError 'operation-invalid' when the line is no JSON or has no envelope. */
export function parseOperation(line: string): SignedLine {
  const raw = parseJson(line);
  const envelope = envelopeSchema.safeParse(raw);
  if (!envelope.success) throw new AppError('operation-invalid', { cause: envelope.error });
  const operation = operationSchema.safeParse(raw);
  return {
    raw,
    envelope: envelope.data,
    operation: operation.success ? operation.data : undefined,
    refusal: envelope.data.v < OPERATION_SCHEMA ? 'schema-too-old' : 'operation-invalid',
  };
}

/** Checks that `h` covers the operation and that the device key signed `h`; throws AppError 'operation-invalid'. */
export async function verifySignature({ raw, envelope }: SignedLine, caller: Caller): Promise<void> {
  const payload = operationPayload(raw as unknown as Operation);
  const hash = createHash('sha256').update(payload).digest();
  if (envelope.dev !== caller.device || hash.toString('hex') !== envelope.h) throw new AppError('operation-invalid');
  const key = await crypto.subtle.importKey('jwk', { ...caller.jwk }, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'verify',
  ]);
  const signature = Buffer.from(envelope.sig, 'base64url');
  const good = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, hash);
  if (!good) throw new AppError('operation-invalid');
}

function parseJson(line: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(line));
  } catch (cause) {
    throw new AppError('operation-invalid', { cause });
  }
}
