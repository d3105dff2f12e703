import { describe, expect, test } from 'vitest';
import { firstStep, setupSteps } from '../../../renderer/screens/einrichtung/setup-steps.ts';
import type { Enrolment } from '../../../shared/sync-protocol.ts';

const enrolment: Enrolment = {
  person: { id: 'p1', name: 'Sabine Brandt', einheit: 'jugendamt', einheitName: 'Jugendamt' },
  authority: 'Stadt Musterstadt',
  device: 'd1',
};

describe('the first question of the first run', () => {
  test('without a policy it is the server', () => {
    const status = { serverFixed: false, enrolment: null };
    expect(firstStep(status)).toBe('server');
    expect(setupSteps(status)).toEqual(['server', 'signIn', 'passphrase', 'recovery']);
  });

  test('a policy that names the server leaves no question about it: sign-in comes first', () => {
    const status = { serverFixed: true, enrolment: null };
    expect(firstStep(status)).toBe('signIn');
    expect(setupSteps(status)).not.toContain('server');
  });

  test('who signed in and closed the program goes on with the passphrase, policy or not', () => {
    expect(firstStep({ serverFixed: true, enrolment })).toBe('passphrase');
    expect(firstStep({ serverFixed: false, enrolment })).toBe('passphrase');
  });
});
