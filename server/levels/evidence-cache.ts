/** Answers that may be given again: CRLs and issuers, by their address. */
export interface EvidenceCache {
  /** Asks `fetch` unless an answer is still good; who asks meanwhile gets the same answer. */
  get(url: string, fetch: () => Promise<Buffer>, goodUntil: (bytes: Buffer) => Date): Promise<Buffer>;
}

const mostBytes = 128 * 1024 * 1024;

/** Keeps the youngest answers, at most 128 MiB of them. */
export function createEvidenceCache(now: () => Date): EvidenceCache {
  const kept = new Map<string, { readonly bytes: Buffer; readonly until: Date }>();
  const asked = new Map<string, Promise<Buffer>>();

  const keep = (url: string, bytes: Buffer, until: Date) => {
    kept.delete(url);
    kept.set(url, { bytes, until });
    let size = [...kept.values()].reduce((sum, one) => sum + one.bytes.length, 0);
    for (const [oldest, one] of kept) {
      if (size <= mostBytes) break;
      kept.delete(oldest);
      size -= one.bytes.length;
    }
  };

  return {
    get(url, fetch, goodUntil) {
      const known = kept.get(url);
      if (known && now() < known.until) return Promise.resolve(known.bytes);
      const running = asked.get(url);
      if (running) return running;
      const answer = fetch()
        .then((bytes) => {
          keep(url, bytes, goodUntil(bytes));
          return bytes;
        })
        .finally(() => asked.delete(url));
      asked.set(url, answer);
      return answer;
    },
  };
}
