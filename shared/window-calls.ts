import { z } from 'zod';
import { idSchema } from './akte.ts';

const none = z.strictObject({});

/** The calls of a window beside the main one, seen or printed (shared/bridge.ts). */
export const windowCalls = {
  /**
   * A window of its own for a Version, which `key` names. New: main posts `{type: 'window-port', key}` with a port to what the
   * window shows; else the one that is open came to the front.
   */
  'window.openDokument': { input: z.strictObject({ key: idSchema }), output: z.object({ isNew: z.boolean() }) },
  /** Brings the main window, which asks something, before the others. */
  'window.front': { input: none, output: none },
  /** A window that nobody sees, for the pages to be printed; its port comes in the same way. Rejects with 'print-forbidden'. */
  'print.open': { input: z.strictObject({ key: idSchema }), output: none },
  /** Prints what that window holds, by the system's dialog, and closes it. False: cancelled there. */
  'print.go': { input: z.strictObject({ key: idSchema }), output: z.object({ isPrinted: z.boolean() }) },
  'print.close': { input: z.strictObject({ key: idSchema }), output: none },
} as const;
