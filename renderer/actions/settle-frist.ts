import { command } from '../replica-client.ts';

/** Says that a Frist was kept. */
export async function settleFrist(id: string): Promise<void> {
  await command('settleFrist', { id, status: 'erledigt', grund: '' });
}

/** Says that a Frist does not count any more, and why. */
export async function cancelFrist(id: string, grund: string): Promise<void> {
  await command('settleFrist', { id, status: 'aufgehoben', grund });
}
