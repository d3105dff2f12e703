import { akteDe } from './akte-de.ts';
import { aktenfuehrungDe } from './aktenfuehrung-de.ts';
import { anhebungDe } from './anhebung-de.ts';
import { ausgangDe } from './ausgang-de.ts';
import { beilageDe } from './beilage-de.ts';
import { dokumentDe } from './dokument-de.ts';
import { druckDe } from './druck-de.ts';
import { einrichtungDe } from './einrichtung-de.ts';
import { einstellungenDe } from './einstellungen-de.ts';
import { entwurfDe } from './entwurf-de.ts';
import { erkennungDe } from './erkennung-de.ts';
import { fernsignaturDe } from './fernsignatur-de.ts';
import { filterDe } from './filter-de.ts';
import { fristDe } from './frist-de.ts';
import { gangDe } from './gang-de.ts';
import { konfliktDe } from './konflikt-de.ts';
import { legalDe } from './legal-de.ts';
import { passwortDe } from './passwort-de.ts';
import { posteingangDe } from './posteingang-de.ts';
import { pruefungDe } from './pruefung-de.ts';
import { rahmenDe } from './rahmen-de.ts';
import { scanDe } from './scan-de.ts';
import { schreibenDe } from './schreiben-de.ts';
import { speicherDe } from './speicher-de.ts';
import { stempelDe } from './stempel-de.ts';
import { sucheDe } from './suche-de.ts';
import { uebergabeDe } from './uebergabe-de.ts';
import { uebungDe } from './uebung-de.ts';
import { unterschriftDe } from './unterschrift-de.ts';
import { versandDe } from './versand-de.ts';
import { verweisDe } from './verweis-de.ts';
import { vorgangDe } from './vorgang-de.ts';
import { vorratDe } from './vorrat-de.ts';
import { worteDe } from './worte-de.ts';

/** Every German text of the interface by key; one file per part of it. */
export const de = {
  ...rahmenDe,
  ...uebungDe,
  ...einrichtungDe,
  ...vorratDe,
  ...posteingangDe,
  ...akteDe,
  ...aktenfuehrungDe,
  ...verweisDe,
  ...vorgangDe,
  ...dokumentDe,
  ...passwortDe,
  ...unterschriftDe,
  ...pruefungDe,
  ...beilageDe,
  ...ausgangDe,
  ...fernsignaturDe,
  ...anhebungDe,
  ...konfliktDe,
  ...legalDe,
  ...einstellungenDe,
  ...speicherDe,
  ...stempelDe,
  ...sucheDe,
  ...erkennungDe,
  ...gangDe,
  ...entwurfDe,
  ...schreibenDe,
  ...scanDe,
  ...versandDe,
  ...druckDe,
  ...uebergabeDe,
  ...filterDe,
  ...fristDe,
  ...worteDe,
} as const;
