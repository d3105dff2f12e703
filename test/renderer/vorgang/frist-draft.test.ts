import { expect, test } from 'vitest';
import { canStartFrist } from '../../../renderer/screens/vorgang/frist-draft.ts';

test('O7: what came back and was not proven to be received starts no Frist', () => {
  expect(canStartFrist({ zugang: null, zurueck: null })).toBe(true);
  expect(canStartFrist({ zugang: null, zurueck: '2026-11-16' })).toBe(false);
  // Put into the letter box with a certificate, and returned later: it was served.
  expect(canStartFrist({ zugang: '2026-11-14', zurueck: '2026-11-16' })).toBe(true);
});
