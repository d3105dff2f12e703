import { makeVerweis, type Verweisziel } from '../../shared/verweis.ts';
import { command } from '../replica-client.ts';

/** A Vorgang or Dokument that refers to something. */
export interface LinkFrom {
  readonly art: 'vorgang' | 'dokument';
  readonly id: string;
}

/** Adds what a record refers to; answers how to take it back (decision 0069). */
export function linkTo(from: LinkFrom, ziel: Verweisziel): Promise<() => Promise<void>> {
  return change(from, { add: [makeVerweis(ziel)], remove: [] });
}

/** Takes away what a record refers to; answers how to take it back. */
export function unlinkFrom(from: LinkFrom, ziel: Verweisziel): Promise<() => Promise<void>> {
  return change(from, { add: [], remove: [makeVerweis(ziel)] });
}

/** Only what came or went by this is taken back: a link that was there before is somebody's. */
async function change(
  from: LinkFrom,
  lists: { readonly add: readonly string[]; readonly remove: readonly string[] },
): Promise<() => Promise<void>> {
  const { add, remove } = await command('link', { ...from, ...lists });
  return async () => {
    await command('link', { ...from, add: remove, remove: add });
  };
}
