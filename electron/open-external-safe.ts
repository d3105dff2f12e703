import { shell } from 'electron';
import { serverOrigin } from './server/server-address.ts';

/** Opens the person's browser, and only at the configured server. Throws AppError 'input-invalid'. */
export async function openExternalSafe(url: string): Promise<void> {
  // serverOrigin accepts https, and http on this computer; anything else throws.
  serverOrigin(url);
  await shell.openExternal(new URL(url).href, { activate: true });
}
