import type { AppState } from '../../../electron/app-state.ts';

/** What main's handlers for signing see when Sabine Brandt is signed in, and what they wrote into the access log. */
export function signedIn({ policy = {}, now = () => new Date() }: { policy?: unknown; now?: () => Date } = {}) {
  const enrolment = { person: { name: 'Sabine Brandt' } };
  let secrets: { signerKey: unknown; enrolment: unknown } = { signerKey: null, enrolment };
  const records: unknown[] = [];
  const workplace = {
    vault: {
      get secrets() {
        return secrets;
      },
      saveSecrets: async (change: (before: typeof secrets) => typeof secrets) => {
        secrets = change(secrets);
      },
    },
    trust: { load: async () => ({ kind: 'none', code: 'trust-list-missing' }) },
    zugriffe: { record: async (record: unknown) => records.push(record) },
  };
  const settings = { language: 'de', theme: 'light' };
  const state = { setting: { policy, now }, settings, workplace: () => workplace } as unknown as AppState;
  return { state, records };
}
