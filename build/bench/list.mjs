import { initialSync } from './initial-sync.mjs';
<<<<<<< HEAD
import { start } from './start.mjs';
=======
import { sign } from './sign.mjs';
>>>>>>> pdf
import { store } from './store.mjs';

/**
 * Every benchmark by name: `counts` = sizes measured by default, `notes` = what is fair or unfair about it, `needs` = parts
 * of the product to bundle first, `isOutside` = does not use the benchmark's own Electron app, `run` = answers the cases of
 * the result.
 */
<<<<<<< HEAD
export const benches = { store, 'initial-sync': initialSync, start };
=======
export const benches = {
  store,
  'initial-sync': { ...initialSync, needs: ['server'] },
  sign,
};
>>>>>>> pdf
