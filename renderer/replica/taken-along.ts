import { posteingangOf } from '../../shared/akte.ts';
import type { ScopeName } from '../replica-api/store-rows.ts';
import type { Replica } from './replica.ts';

/** The Akte in which what came in for the person's Einheit lies until it is filed. */
export function ownPosteingang({ identity }: Pick<Replica, 'identity'>): string {
  return posteingangOf(identity.einheit);
}

/** Akten that belong on this device as a whole: what the person packed, and the own Posteingang always. */
export function takenAlong(replica: Replica): ReadonlySet<string> {
  const packed = replica.packList.scopes.filter(({ art }) => art === 'akte');
  return new Set([...packed.map(({ id }) => id), ownPosteingang(replica)]);
}

/** Everything that is taken along. */
export function allScopes(replica: Replica): readonly ScopeName[] {
  return [{ art: 'akte', id: ownPosteingang(replica) }, ...replica.packList.scopes];
}

/** Whether a Dokument (row of its table) lies in one of these. */
export function within(replica: Replica, scopes: readonly ScopeName[]): (dokument: number) => boolean {
  const ids = (art: ScopeName['art']) => new Set(scopes.filter((scope) => scope.art === art).map(({ id }) => id));
  const [akten, vorgaenge] = [ids('akte'), ids('vorgang')];
  const isOwn = scopes.some(({ art }) => art === 'vorrat');
  const { dokument, vorgang } = replica.tables;
  const { person } = replica.identity;
  return (row) => {
    if (akten.has(dokument.akte(row) ?? '')) return true;
    const of = dokument.code('vorgang', row);
    if (of === null) return false;
    if (vorgaenge.has(of)) return true;
    const at = isOwn ? vorgang.row(of) : -1;
    return at >= 0 && vorgang.code('bearbeitung', at) === person && vorgang.code('status', at) !== 'zdA';
  };
}
