import type { TextLayerPage } from '../replica-api/recognition-rows.ts';
import { command } from '../replica-client.ts';
import { setPreference } from './set-preference.ts';

/** Has the words in a scan read, before all others. */
export async function recogniseText(version: string): Promise<void> {
  await command('recogniseText', { version });
}

/** The words that were recognised in a Version, with their places; the access record is on disk before they come. */
export async function readTextLayer(version: string): Promise<readonly TextLayerPage[]> {
  return (await command('readTextLayer', { version })).pages;
}

/** From now on scans are read by themselves, or only when a person asks. */
export async function setRecognition(recognise: boolean): Promise<void> {
  await setPreference({ recognise });
  await command('lookForScans', {});
}
