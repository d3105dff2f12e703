import type { Fault } from './actions.ts';

/** One request and what becomes of its answer. */
export interface Exchange<T> {
  /** The server's part; running it twice is what a duplicated request does. */
  readonly request: () => readonly T[];
  /** The device's part. */
  readonly take: (answer: readonly T[]) => unknown;
  readonly crashDevice: () => void;
}

/** Plays an exchange through a network with one fault; what is late goes to `underWay`. `keep` rows survive a truncation. */
export function exchange<T>({ request, take, crashDevice }: Exchange<T>, network: Network): void {
  const { fault, keep, underWay } = network;
  switch (fault) {
    case 'none':
      take(request());
      break;
    case 'drop-request':
      break;
    case 'drop-response':
      request();
      break;
    case 'truncate-response':
      take(request().slice(0, keep));
      break;
    case 'duplicate-request':
      request();
      take(request());
      break;
    case 'delay-request':
      underWay.push(() => void request());
      break;
    case 'delay-response': {
      const answer = request();
      underWay.push(() => void take(answer));
      break;
    }
    case 'reorder-response':
      take([...request()].reverse());
      break;
    case 'crash-before-response':
      request();
      crashDevice();
      break;
  }
}

export interface Network {
  readonly fault: Fault;
  readonly keep: number;
  /** Requests and answers that arrive later, in any order. */
  readonly underWay: (() => void)[];
}
