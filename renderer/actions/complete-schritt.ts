import type { Entscheidung } from '../../shared/geschaeftsgang/gang-types.ts';
import { command } from '../replica-client.ts';

/** Signs for a step, about the Version that the person saw. */
export async function completeSchritt(act: {
  readonly schritt: string;
  readonly sha: string;
  readonly entscheidung: Entscheidung;
  readonly kommentar: string;
}): Promise<void> {
  await command('completeSchritt', act);
}
