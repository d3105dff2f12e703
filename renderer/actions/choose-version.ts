import { command } from '../replica-client.ts';

/** Makes one of several competing Versions the leading one; the others stay in the history. */
export async function chooseVersion(dokument: string, version: string): Promise<void> {
  await command('chooseVersion', { dokument, version });
}
