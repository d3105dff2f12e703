import { askChild, type SignerChild } from './ask-child.ts';
import type { CardOpening, CardSlot } from './card-messages.ts';
import type { Signing } from './signer-client.ts';
import type { OpenedKey } from './signer-messages.ts';

/** How long a module may think, milliseconds. `pinPad`: a person types the PIN at the reader meanwhile. */
export const cardLimitsMs = { look: 20_000, open: 30_000, pinPad: 120_000, sign: 30_000 } as const;

/** One process for one vendor module. Every call throws AppError 'card-module-hangs' or 'card-module-crashed'. */
export interface Card extends Signing {
  look(module: string): Promise<readonly CardSlot[]>;
  open(opening: CardOpening, shas: readonly string[]): Promise<OpenedKey>;
}

/** Talks to a freshly started card process and ends it when its module does not answer in time. */
export function connectCard(
  child: SignerChild,
  limitsMs: Readonly<Record<keyof typeof cardLimitsMs, number>> = cardLimitsMs,
): Card {
  const ask = askChild(child, 'card-module-crashed');
  const within = (ms: number) => ({ ms, code: 'card-module-hangs' }) as const;
  let usesPinPad = false;
  return {
    look: (module) => ask({ call: 'look', module }, within(limitsMs.look)) as Promise<readonly CardSlot[]>,
    open: (opening, shas) => {
      usesPinPad = opening.pin === null;
      const limit = within(usesPinPad ? limitsMs.pinPad : limitsMs.open);
      return ask({ call: 'open', ...opening, shas }, limit) as Promise<OpenedKey>;
    },
    sign: (sha, digest) =>
      ask({ call: 'sign', sha, digest }, within(usesPinPad ? limitsMs.pinPad : limitsMs.sign)) as Promise<Uint8Array>,
    kill: () => {
      child.kill();
    },
  };
}
