import { auskunftArt15 } from './auskunft-art15.ts';
import { elterngeld } from './elterngeld.ts';
import { geburtsanzeige } from './geburtsanzeige.ts';
import { gewerbeanzeige } from './gewerbeanzeige.ts';
import { ifgAntrag } from './ifg-antrag.ts';
import { unterhaltsvorschuss } from './unterhaltsvorschuss.ts';
import { verdienstausfallFeuerwehr } from './verdienstausfall-feuerwehr.ts';
import type { Vorgangstyp } from './vorgangstyp.ts';
import { wohngeld } from './wohngeld.ts';

/** Every Vorgangstyp that comes with the product; an agency's profile names those it works with (A13). */
export const vorgangstypen: readonly Vorgangstyp[] = [
  gewerbeanzeige,
  wohngeld,
  elterngeld,
  unterhaltsvorschuss,
  geburtsanzeige,
  verdienstausfallFeuerwehr,
  auskunftArt15,
  ifgAntrag,
];
