import { abgelehntQuelle } from './abgelehnt-quelle.ts';
import { eingangQuelle } from './eingang-quelle.ts';
import { fristQuelle } from './frist-quelle.ts';
import { konfliktQuelle } from './konflikt-quelle.ts';
import { uebergabeQuelle } from './uebergabe-quelle.ts';
import { wiedervorlageQuelle } from './vorgang-quellen.ts';
import type { VorratQuelle } from './vorrat-ruf.ts';

/** Everything that work comes from and that stands in columns; a new kind of work is one more entry. */
export const vorratQuellen: readonly VorratQuelle[] = [
  abgelehntQuelle,
  konfliktQuelle,
  uebergabeQuelle,
  fristQuelle,
  wiedervorlageQuelle,
  eingangQuelle,
];
