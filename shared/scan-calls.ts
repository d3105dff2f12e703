import { z } from 'zod';
import { errorCodes } from './errors.ts';

const none = z.strictObject({});

/** What lies in the scan folder; `folder` = its name without path, null = none is watched. */
const scanStateSchema = z.object({
  isAllowed: z.boolean(),
  /** Set by machine policy. */
  isFixed: z.boolean(),
  folder: z.string().nullable(),
  ready: z.number(),
  unfinished: z.number(),
  others: z.number(),
  /** Why it cannot be read. */
  failure: z.enum(errorCodes).nullable(),
});
export type ScanState = z.infer<typeof scanStateSchema>;

/** The calls of the scan folder (shared/bridge.ts). */
export const scanCalls = {
  /** The scan folder of this workstation, looked at now: a file is ready when it is whole and did not change for a while. */
  'scan.state': { input: none, output: scanStateSchema },
  /** OS picker for the folder; refused ('no-right') where the policy sets it. */
  'scan.choose': { input: none, output: scanStateSchema },
  'scan.stop': { input: none, output: scanStateSchema },
  /** The scans that are ready; their bytes stream once as those of `files.pick`. */
  'scan.files': {
    input: none,
    output: z.array(z.object({ token: z.string(), name: z.string(), sizeBytes: z.number() })),
  },
  /** It is safe in the record: its file is put away, unless it changed meanwhile. */
  'scan.taken': {
    input: z.strictObject({ token: z.string().max(100) }),
    output: z.object({ isPutAway: z.boolean() }),
  },
} as const;
