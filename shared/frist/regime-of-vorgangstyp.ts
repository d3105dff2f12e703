import type { Regime } from './bekanntgabe.ts';

/** Words in a Vorgangstyp that say which law it follows; the first that fits counts. */
const words: readonly { readonly pattern: RegExp; readonly regime: Regime }[] = [
  { pattern: /unterhaltsvorschuss|wohngeld|elterngeld|sozial|grundsicherung|jugendhilfe/i, regime: 'sgb-x' },
  { pattern: /steuer|gebühr|beitrag|abgabe|kag/i, regime: 'ao' },
];

/** The law that a Vorgangstyp most likely follows, for a form that the person may change. */
export function regimeOfVorgangstyp(vorgangstyp: string): Regime {
  return words.find(({ pattern }) => pattern.test(vorgangstyp))?.regime ?? 'lvwvfg';
}
