import { hand } from './hand.mjs';
import { initialSync } from './initial-sync.mjs';
import { ocr } from './ocr.mjs';
import { blob, delta, list, unlock, vorrat } from './replica-figures.mjs';
import { search } from './search.mjs';
import { sign } from './sign.mjs';
import { start } from './start.mjs';
import { store } from './store.mjs';
import { upgrade } from './upgrade.mjs';

/**
 * Every benchmark by name: `counts` = sizes measured by default, `notes` = what is fair or unfair about it, `needs` = parts
 * of the product to bundle first, `isOutside` = does not use the benchmark's own Electron app, `run` = answers the cases of
 * the result.
 */
export const benches = {
  store,
  'initial-sync': initialSync,
  unlock,
  list,
  vorrat,
  blob,
  delta,
  search,
  sign,
  start,
  hand,
  ocr,
  upgrade,
};
