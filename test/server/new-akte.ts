import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Felder } from '../../shared/akte.ts';
import { type NumberWishes, type Nummernblock, nummernSchema } from '../../shared/nummern.ts';
import type { TestDevice } from '../workstation/device.ts';

/** Asks for numbers as a workstation does. */
export async function reserve(device: TestDevice, wishes: Partial<NumberWishes>): Promise<readonly Nummernblock[]> {
  const answer = await device.fetch('/v1/numbers', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ akten: [], vorgaenge: [], ...wishes }),
  });
  expect(answer.status).toBe(200);
  return nummernSchema.parse(await answer.json()).blocks;
}

/** A new Akte of the Jugendamt. */
export const newAkte = (set: Felder = {}, id: string = randomUUID()) => ({
  intent: 'create-akte' as const,
  akte: id,
  ent: { art: 'akte' as const, id },
  set: {
    aktenzeichen: 'vorläufig',
    titel: 'Mahler',
    aktenplaneinheit: 'ap-51.20',
    federfuehrung: 'jugendamt',
    vertraulichkeit: '003',
    schutzbedarf: 'sozialdaten',
    status: 'offen',
    angelegt: new Date().toISOString(),
    ...set,
  },
});
/** A new open Vorgang. */
export const newVorgang = (geschaeftszeichen: string, of = 'akte-jugendamt-001', id = randomUUID()) => ({
  intent: 'create-vorgang' as const,
  akte: of,
  ent: { art: 'vorgang' as const, id },
  set: { titel: 'Antrag', status: 'offen', geschaeftszeichen },
});
