import { makeVerweis, type Verweisziel } from '../../shared/verweis.ts';
import { command } from '../replica-client.ts';

/** A Vorgang or Dokument that refers to something. */
export interface LinkFrom {
  readonly art: 'vorgang' | 'dokument';
  readonly id: string;
}

/** Adds what a record refers to; answers how to take it back (decision 0069). */
export async function linkTo(from: LinkFrom, ziel: Verweisziel): Promise<() => Promise<void>> {
  const verweis = makeVerweis(ziel);
  await command('link', { ...from, add: [verweis], remove: [] });
  return async () => {
    await command('link', { ...from, add: [], remove: [verweis] });
  };
}

/** Takes away what a record refers to; answers how to take it back. */
export async function unlinkFrom(from: LinkFrom, ziel: Verweisziel): Promise<() => Promise<void>> {
  const verweis = makeVerweis(ziel);
  await command('link', { ...from, add: [], remove: [verweis] });
  return async () => {
    await command('link', { ...from, add: [verweis], remove: [] });
  };
}
