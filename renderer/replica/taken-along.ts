import type { Replica } from './replica.ts';

/** The Akte in which what came in for the person's Einheit lies until it is filed. */
export function ownPosteingang({ identity }: Pick<Replica, 'identity'>): string {
  return `posteingang-${identity.einheit}`;
}

/** Akten whose bytes belong on this device: what the person packed, and the own Posteingang always. */
export function takenAlong(replica: Replica): ReadonlySet<string> {
  return new Set([...replica.state.packed, ownPosteingang(replica)]);
}
