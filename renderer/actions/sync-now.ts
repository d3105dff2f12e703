import { command } from '../replica-client.ts';

/** Asks for an exchange with the authority now. Throws AppError 'server-unreachable' … */
export async function syncNow(): Promise<void> {
  await command('syncNow', {});
}
