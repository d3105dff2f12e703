import { command } from '../replica-client.ts';

/** Adds what a Vorgang refers to, `art:id`. */
export async function linkTo(id: string, ziel: string): Promise<void> {
  await command('link', { id, add: [ziel], remove: [] });
}

/** Takes away what a Vorgang refers to, `art:id`. */
export async function unlinkFrom(id: string, ziel: string): Promise<void> {
  await command('link', { id, add: [], remove: [ziel] });
}
