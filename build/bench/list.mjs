import { initialSync } from './initial-sync.mjs';
import { sign } from './sign.mjs';
import { store } from './store.mjs';

/**
 * Every benchmark by name: `counts` = sizes measured by default, `notes` = what is fair or unfair about it, `needs` = parts
 * of the product to bundle first, `run` = answers the cases of the result.
 */
export const benches = {
  store,
  'initial-sync': { ...initialSync, needs: ['server'] },
  sign,
};
