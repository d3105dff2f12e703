/** `fetch` of Electron's network stack, with the agency's proxy and certificates; handed in. */
export type NetFetch = (url: string, init: RequestInit) => Promise<Response>;

/** What reaches the network until the process behind it ends: a session of Electron. */
export interface NetSession {
  readonly fetch: NetFetch;
}

/** How often another session is opened in the place of one that does not answer, and after how long, milliseconds. */
const REOPENINGS = 5;
const PATIENCE_MS = 3_000;
/** A session that was taken for dead is replaced at most so often, milliseconds: none is ever given back. */
const SELDOM_MS = 60_000;

/**
 * Keeps one session that reaches the network (R124, R151). `renew` takes another one when the process has ended; one that answers
 * as a dead one does is replaced without having been told. Waits for a session at most 15 s, then says that there is none.
 */
export function keepSession(
  open: () => Promise<NetSession>,
  patienceMs: number = PATIENCE_MS,
): { readonly fetch: NetFetch; readonly renew: () => void } {
  let renewedAt = Number.NEGATIVE_INFINITY;
  let present = openOne(open, patienceMs);
  const renew = () => {
    present = openOne(open, patienceMs);
  };
  const renewSeldom = () => {
    if (performance.now() - renewedAt < SELDOM_MS) return;
    renewedAt = performance.now();
    renew();
  };
  return {
    renew,
    async fetch(url, init) {
      const asked = present;
      const network = await asked;
      try {
        if (!network) throw new Error('net::ERR_FAILED: no session');
        return await network.fetch(url, init);
      } catch (error) {
        if (isDead(error) && present === asked) renewSeldom();
        throw error;
      }
    },
  };
}

/** Opened while Chromium has not started its next process, a session may not answer either: then another one is tried. */
async function openOne(open: () => Promise<NetSession>, patienceMs: number): Promise<NetSession | null> {
  for (let tried = 0; tried < REOPENINGS; tried++) {
    const opened = await Promise.race([open().catch(() => null), patience(patienceMs)]);
    if (opened) return opened;
  }
  return null;
}

/** What a session says whose pipe leads nowhere; an unreachable server has other words. */
const isDead = (error: unknown) => error instanceof Error && /\bERR_FAILED\b/.test(error.message);

const patience = (ms: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), ms));
