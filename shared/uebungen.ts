import { vorgangstypen } from './vorgangstypen/all-vorgangstypen.ts';

/** The ten exercises of practice, in the order in which they are offered. */
export const uebungen = [
  'aufnehmen',
  'ablegen',
  'stempeln',
  'unterschreiben',
  'mitzeichnen',
  'frist',
  'packen',
  'finden',
  'konflikt',
  'weitergeben',
] as const;
export type Uebung = (typeof uebungen)[number];

const vorgang = (index: number) => `vorgang-uebung-${vorgangstypen[index]?.id}`;

/** Records of the practice authority that exercises are about (server/practice/practice-akten.ts). */
export const uebungsziele = {
  akte: 'akte-uebung',
  /** In which of them a letter has the hidden word: not the first one a person would open. */
  versteckt: vorgang(5),
  entwurf: 'dokument-uebung-entwurf',
  imGang: vorgang(3),
  unterschrieben: vorgang(2),
  imKonflikt: vorgang(1),
  konflikt: 'konflikt-uebung',
} as const;

/** The word that is searched for. */
export const suchwort = 'Sonnenblumenkernöl';
