import type { AppStatus } from '../../../shared/bridge.ts';

/** The steps that first run counts, in order. */
export type CountedStep = 'server' | 'signIn' | 'passphrase' | 'recovery';

/** The steps of this computer: where the agency names the server nobody is asked for it. */
export function setupSteps({ serverFixed }: Pick<AppStatus, 'serverFixed'>): readonly CountedStep[] {
  return serverFixed ? ['signIn', 'passphrase', 'recovery'] : ['server', 'signIn', 'passphrase', 'recovery'];
}

/** Where first run begins. Who signed in and then closed the program goes on where it stopped. */
export function firstStep(status: Pick<AppStatus, 'serverFixed' | 'enrolment'>): CountedStep {
  return status.enrolment ? 'passphrase' : (setupSteps(status)[0] ?? 'server');
}
