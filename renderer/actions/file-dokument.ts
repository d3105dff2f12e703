import type { Ablage } from '../replica-api/command-inputs.ts';
import { command } from '../replica-client.ts';

/** Files Dokumente to a Vorgang; answers how to take that back as long as nothing else happened to them (decision 0089). */
export async function fileDokumente(dokumente: readonly string[], vorgang: string): Promise<() => Promise<void>> {
  const filed: Ablage[] = [];
  for (const dokument of dokumente) filed.push(...(await command('fileDokument', { dokument, vorgang })).before);
  return async () => {
    await command('takeBackAblage', { before: filed });
  };
}
