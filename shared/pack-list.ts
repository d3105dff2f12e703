import { z } from 'zod';
import { idSchema } from './akte.ts';

/**
 * What a person takes along: a whole Akte, one Vorgang, or everything that she has in hand (`vorrat`, id = `eigene`). `mine`: the
 * Vorgang was in her hands when she packed it. `titel` for the sentence that says that it left by itself.
 */
export const packScopeSchema = z.strictObject({
  art: z.enum(['akte', 'vorgang', 'vorrat']),
  id: idSchema,
  titel: z.string().max(2_000),
  since: z.string().max(40),
  mine: z.boolean(),
});
export type PackScope = z.infer<typeof packScopeSchema>;

/** Why something left this device by itself: not visible any more, closed (zdA), or in somebody else's hands. */
export const leavingReasons = ['gone', 'closed', 'handed-on'] as const;
export type LeavingReason = (typeof leavingReasons)[number];

/** The pack list, kept sealed by main: it survives the loss of the replica, a restart and a lock. */
export const packListSchema = z.strictObject({
  /** Who stopped loading; null = it goes on. */
  paused: z.enum(['person', 'disk-full']).nullable(),
  scopes: z.array(packScopeSchema).max(10_000),
  /** What left by itself and the person has not acknowledged yet, newest first. */
  left: z.array(z.strictObject({ titel: z.string().max(2_000), why: z.enum(leavingReasons), at: z.string() })).max(100),
});
export type PackList = z.infer<typeof packListSchema>;

export const emptyPackList: PackList = { paused: null, scopes: [], left: [] };
