import { subjectOf } from '../ausgang.ts';
import type { VorratQuelle } from './vorrat-ruf.ts';

/** Changes of this device that the authority did not accept, until a person dealt with them. */
export const abgelehntQuelle: VorratQuelle = {
  grund: 'abgelehnt',
  stamps: ({ outbox }) => [outbox],
  rufe: ({ outbox, identity }) =>
    [...outbox.values()]
      .filter(({ state }) => state.kind === 'rejected')
      .map(({ operation: { n, t } }) => ({
        grund: 'abgelehnt',
        id: String(n),
        vorgang: null,
        termin: null,
        seit: t,
        fuer: identity.person,
        einheit: identity.einheit,
      })),
  worte: (replica, { id }) => {
    const n = Number(id);
    const entry = replica.outbox.get(n);
    const code = entry?.state.kind === 'rejected' ? entry.state.code : null;
    const about = entry ? subjectOf(replica, entry.operation) : { titel: '', zeichen: '' };
    return { ...about, neben: '', n, code };
  },
};
