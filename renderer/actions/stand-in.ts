import { command } from '../replica-client.ts';

/** Acts for a colleague from now on until the lock; null = again for oneself. Throws AppError 'not-deputy'. */
export async function standIn(person: string | null): Promise<void> {
  await command('standIn', { person });
}
