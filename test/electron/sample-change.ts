import type { Change } from '../../shared/change.ts';

/** An edit of one Vorgang's title. */
export const sampleChange = (titel: string, need: readonly string[] = []): Change => ({
  v: 1,
  t: '2026-11-22T08:12:00.000Z',
  actor: 'p-1',
  akte: 'a-1',
  intent: 'edit-vorgang',
  ent: { art: 'vorgang', id: 'v-1' },
  base: { titel: 1 },
  set: { titel },
  need: [...need],
});
