import type { NeuerSchritt } from '../replica-api/gang-rows.ts';
import { command } from '../replica-client.ts';

/** Begins the Geschaeftsgang of a Dokument with these steps. */
export async function startGang(dokument: string, schritte: readonly NeuerSchritt[]): Promise<void> {
  await command('addSchritte', { dokument, schritte, shifts: false });
}
