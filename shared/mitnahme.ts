import { z } from 'zod';
import { idSchema } from './akte.ts';

/**
 * `POST /v1/packed`: the Akten that this device takes along, whole or in part, and since when. Answer: the digest that `hello`
 * tells from then on, SHA-256 hex over a line `akte:seit` each, in order by code point (S100).
 */
export const packedRequestSchema = z.strictObject({
  packed: z.array(z.strictObject({ akte: idSchema, seit: z.string().datetime() })).max(10_000),
});
export type PackedAkten = z.infer<typeof packedRequestSchema>['packed'];

export const packedAnswerSchema = z.object({ digest: z.string() });

/** Somebody who takes an Akte along on another device: the name, and since when (ISO 8601). */
export interface Mitnahme {
  readonly von: string;
  readonly seit: string;
}

/** The lines that the digest is over, each without its newline. */
export function packedLines(packed: PackedAkten): readonly string[] {
  return packed.map(({ akte, seit }) => `${akte}:${seit}`).toSorted();
}
