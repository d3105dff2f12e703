import { createContext } from 'react';

/** Is told of every window that can hold input which a lock would lose, until the answered function is called; nobody listens by default. */
export const WindowInput = createContext<(isHeld: () => boolean) => () => void>(() => () => undefined);
