import { type ErrorCode, errorCode } from '../../shared/errors.ts';
import { noTrust } from '../../shared/trust/open-trust-document.ts';
import { trustAge } from '../../shared/trust/trust-age.ts';
import type { KeptTrust, TrustList } from '../../shared/trust/trust-list.ts';
import type { Trust, TrustState } from '../replica-api/trust-state.ts';
import type { MainPort } from './main-port.ts';

/** The trusted list of this device, kept and verified by main; asked for once. */
export interface ReplicaTrust {
  /** Everything that a validation needs; empty without a list. */
  readonly read: () => Promise<Trust>;
  /** What the screens say of it. */
  readonly state: () => Promise<TrustState>;
  /** Is a list of this number worth fetching: neither the one in force nor one that was refused? */
  readonly wants: (number: number) => Promise<boolean>;
  /** Hands a list of the server to main; one that is refused leaves its code in the state and the present list in force. */
  readonly accept: (number: number, document: string) => Promise<void>;
}

export function createTrust(main: MainPort, now: () => Date): ReplicaTrust {
  let kept: Promise<KeptTrust> | null = null;
  let refused: { readonly number: number; readonly code: ErrorCode } | null = null;
  const load = () => {
    kept ??= main.call('trust.load', {});
    return kept;
  };
  const list = async (): Promise<TrustList | null> => {
    const found = await load();
    return found.kind === 'here' ? found.list : null;
  };
  return {
    async read() {
      return (await list()) ?? { ...noTrust, number: 0, asOf: null, nextUpdate: null, territories: [] };
    },
    async state() {
      const found = await load();
      if (found.kind === 'none') return { ...noList, code: refused?.code ?? found.code };
      const { asOf, nextUpdate, number, territories, entries } = found.list;
      const { days, isStale } = trustAge(found.list, now());
      const code = refused?.code ?? (isStale ? 'trust-list-stale' : null);
      return { number, asOf, nextUpdate, days, territories, entries: entries.length, code };
    },
    wants: async (number) => number !== refused?.number && number !== (await list())?.number,
    async accept(number, document) {
      try {
        await main.call('trust.accept', { document });
        refused = null;
        kept = null;
      } catch (error) {
        refused = { number, code: errorCode(error) };
      }
    },
  };
}

const noList = { number: 0, asOf: null, nextUpdate: null, days: 0, territories: [], entries: 0 };
