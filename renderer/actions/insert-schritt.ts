import type { NeuerSchritt } from '../replica-api/gang-rows.ts';
import { command } from '../replica-client.ts';

/** Puts a step in before those of the future that have its number. */
export async function insertSchritt(dokument: string, schritt: NeuerSchritt): Promise<void> {
  await command('addSchritte', { dokument, schritte: [schritt], shifts: true });
}

/** Asks somebody at the same time as the others with this number. */
export async function addBeside(dokument: string, schritt: NeuerSchritt): Promise<void> {
  await command('addSchritte', { dokument, schritte: [schritt], shifts: false });
}
