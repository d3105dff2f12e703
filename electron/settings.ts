import path from 'node:path';
import { z } from 'zod';
import { readIfThere, replaceFile } from './vault/atomic-file.ts';

/** What must be known before unlock; nothing personal. */
export const settingsSchema = z.strictObject({
  language: z.enum(['de', 'en']),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  server: z.string().nullable(),
  lockedAt: z.string().nullable(),
  /** The OS tells of new work; absent in settings of before. */
  notify: z.boolean().default(true),
  /** Scans are read without being asked; absent in settings of before. */
  recognise: z.boolean().default(true),
  /** Where a document's own window was last; never which document. */
  fenster: z
    .object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() })
    .optional(),
  /** The folder that the person chose for scans. */
  scanFolder: z.string().nullable().optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

const fileIn = (folder: string) => path.join(folder, 'settings.json');

/** The settings, or defaults: a damaged file costs a language choice, nothing more. */
export async function readSettings(folder: string, systemLanguage: string): Promise<Settings> {
  const defaults = {
    language: systemLanguage.startsWith('de') ? 'de' : 'en',
    theme: 'system',
    server: null,
    lockedAt: null,
  };
  try {
    return settingsSchema.parse(JSON.parse((await readIfThere(fileIn(folder)))?.toString() ?? 'null'));
  } catch {
    return settingsSchema.parse(defaults);
  }
}

/** Replaces the settings file. */
export async function writeSettings(folder: string, settings: Settings): Promise<void> {
  await replaceFile(fileIn(folder), `${JSON.stringify(settings, null, 2)}\n`);
}
