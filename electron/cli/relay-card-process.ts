import type { SignerChild } from '../signer/ask-child.ts';

/** Between the installed command, which is a utility process, and main, which alone can start another one. */
export type CardRelay =
  | { readonly card: 'start' | 'kill' | 'exit' }
  | { readonly card: 'message'; readonly message: unknown };

/** The part of Electron's ParentPort that is used. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

/** Has main start the card process and passes messages on: see `installed-command.ts`. */
export function relayCardProcess(parent: ParentPort): SignerChild {
  const tell = (message: CardRelay) => parent.postMessage(message);
  tell({ card: 'start' });
  return {
    postMessage: (message) => tell({ card: 'message', message }),
    on: (event: 'message' | 'exit', listener: (message: unknown) => void) =>
      parent.on('message', ({ data }) => {
        const relayed = data as CardRelay;
        if (relayed.card === event) listener(relayed.card === 'message' ? relayed.message : undefined);
      }),
    kill: () => {
      tell({ card: 'kill' });
      return true;
    },
  };
}
