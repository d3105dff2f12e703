import { createContext } from 'react';

/** The screen that something stands on, by its route: what is remembered for each screen goes by it. */
export const ScreenName = createContext('');
