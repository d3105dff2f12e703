import { command } from '../replica-client.ts';

/** Sets the day on which a Vorgang shall reappear, or clears it; `rev` is the revision that the person saw. */
export async function setWiedervorlage(vorgang: string, tag: string | null, rev: number): Promise<void> {
  await command('editVorgang', { id: vorgang, set: { wiedervorlage: tag }, base: { wiedervorlage: rev } });
}
