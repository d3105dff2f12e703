import { command } from '../replica-client.ts';

/** Says of a changed draft whether the change is only editorial. */
export async function markChange(change: {
  readonly dokument: string;
  readonly vonSha: string;
  readonly sha: string;
  readonly klasse: 'redaktionell' | 'wesentlich';
  readonly kommentar: string;
}): Promise<void> {
  await command('markChange', change);
}
