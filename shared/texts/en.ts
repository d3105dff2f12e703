import { akteEn } from './akte-en.ts';
import { aktenfuehrungEn } from './aktenfuehrung-en.ts';
import { anhebungEn } from './anhebung-en.ts';
import { ausgangEn } from './ausgang-en.ts';
import { beilageEn } from './beilage-en.ts';
import type { de } from './de.ts';
import { dokumentEn } from './dokument-en.ts';
import { druckEn } from './druck-en.ts';
import { einrichtungEn } from './einrichtung-en.ts';
import { einstellungenEn } from './einstellungen-en.ts';
import { entwurfEn } from './entwurf-en.ts';
import { erkennungEn } from './erkennung-en.ts';
import { fernsignaturEn } from './fernsignatur-en.ts';
import { filterEn } from './filter-en.ts';
import { fristEn } from './frist-en.ts';
import { gangEn } from './gang-en.ts';
import { konfliktEn } from './konflikt-en.ts';
import { legalEn } from './legal-en.ts';
import { passwortEn } from './passwort-en.ts';
import { posteingangEn } from './posteingang-en.ts';
import { pruefungEn } from './pruefung-en.ts';
import { rahmenEn } from './rahmen-en.ts';
import { scanEn } from './scan-en.ts';
import { schreibenEn } from './schreiben-en.ts';
import { speicherEn } from './speicher-en.ts';
import { stempelEn } from './stempel-en.ts';
import { sucheEn } from './suche-en.ts';
import { uebergabeEn } from './uebergabe-en.ts';
import { uebungEn } from './uebung-en.ts';
import { unterschriftEn } from './unterschrift-en.ts';
import { versandEn } from './versand-en.ts';
import { verweisEn } from './verweis-en.ts';
import { vorgangEn } from './vorgang-en.ts';
import { vorratEn } from './vorrat-en.ts';
import { worteEn } from './worte-en.ts';

/** Every English text of the interface; the compiler refuses a missing key. */
export const en: Readonly<Record<keyof typeof de, string>> = {
  ...rahmenEn,
  ...uebungEn,
  ...einrichtungEn,
  ...vorratEn,
  ...posteingangEn,
  ...akteEn,
  ...aktenfuehrungEn,
  ...verweisEn,
  ...vorgangEn,
  ...dokumentEn,
  ...passwortEn,
  ...unterschriftEn,
  ...pruefungEn,
  ...beilageEn,
  ...ausgangEn,
  ...fernsignaturEn,
  ...anhebungEn,
  ...konfliktEn,
  ...legalEn,
  ...einstellungenEn,
  ...speicherEn,
  ...stempelEn,
  ...sucheEn,
  ...erkennungEn,
  ...gangEn,
  ...entwurfEn,
  ...schreibenEn,
  ...scanEn,
  ...versandEn,
  ...druckEn,
  ...uebergabeEn,
  ...filterEn,
  ...fristEn,
  ...worteEn,
};
