import type { StampDefinition, StampField, StampNature } from './stamp-kind.ts';

/** Why a definition is not a stamp of its nature; shown beside the editor. */
export const stampFaults = [
  'no-lines',
  'field-twice',
  'field-unknown',
  'field-choices',
  'receipt-fields',
  'beglaubigung-fields',
  'beglaubigung-lines',
  'code-fields',
  'page-fields',
  'signed-pages',
] as const;
export type StampFault = (typeof stampFaults)[number];

/**
 * What each nature cannot do without. The receipt: its date and who knows it (P12). § 33 (3) VwVfG: the exact name of the
 * document, the finding that the copy agrees with it, the note for whom it is meant, place and day, who certifies; the
 * electronic one names the authority as well (§ 33 (5) No. 2), signature and seal being the qualified signature.
 */
const demanded: Partial<Record<StampNature, readonly string[]>> = {
  eingang: ['datum', 'quelle'],
  pruefcode: ['dokument', 'fassung', 'hash'],
  beglaubigung: ['schriftstueck', 'ort', 'datum', 'von', 'behoerde'],
  'beglaubigung-elektronisch': ['schriftstueck', 'ort', 'datum', 'von', 'behoerde'],
  paginierung: ['start'],
};

/** Every reason why the definition cannot be used; empty when it can. */
export function stampFaultsOf(definition: StampDefinition): readonly StampFault[] {
  const { nature, fields, lines } = definition;
  const faults: StampFault[] = [];
  const names = fields.map(({ name }) => name);
  const shown = new Set(lines.flatMap(({ text }) => placeholders(text)));
  const known = new Set([...names, ...builtInPlaceholders(nature)]);
  if (lines.length === 0) faults.push('no-lines');
  if (new Set(names).size < names.length) faults.push('field-twice');
  if ([...shown].some((name) => !known.has(name))) faults.push('field-unknown');
  if (fields.some(({ type, choices = [] }) => type === 'choice' && choices.length === 0)) faults.push('field-choices');
  const needs = demanded[nature] ?? [];
  const isRequired = (name: string): boolean => fields.some((field) => field.name === name && field.required);
  const isComplete = needs.every(isRequired);
  const isShown = needs.every((name) => shown.has(name));
  if (nature === 'eingang' && !(isComplete && isShown && isReceipt(fields))) faults.push('receipt-fields');
  if (nature.startsWith('beglaubigung')) {
    if (!isComplete || !saysWhatFor(fields)) faults.push('beglaubigung-fields');
    if (!isShown || !shown.has('vorlage') || !lines.some(({ text }) => /stimmt|Übereinstimmung/.test(text))) {
      faults.push('beglaubigung-lines');
    }
  }
  if ((nature === 'pruefcode' || definition.qr) && !demanded.pruefcode!.every(isRequired)) faults.push('code-fields');
  if (nature === 'paginierung' && !isComplete) faults.push('page-fields');
  if ((nature === 'paginierung' || nature === 'wasserzeichen') && definition.onSigned) faults.push('signed-pages');
  return faults;
}

/** Names in braces. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
}

/** Values that the engine itself fills in: the number of each leaf. */
export function builtInPlaceholders(nature: StampNature): readonly string[] {
  return nature === 'paginierung' ? ['blatt', 'gesamt'] : [];
}

/** The date is the record's or a person's, never silently today; its source is one of the three. */
function isReceipt(fields: readonly StampField[]): boolean {
  const date = fields.find(({ name }) => name === 'datum');
  const source = fields.find(({ name }) => name === 'quelle');
  const person = fields.find(({ name }) => name === 'von');
  const isAnswered = person?.requiredWhen?.field === 'quelle' && person.requiredWhen.is === 'person';
  return date?.type === 'date' && date.fill !== 'heute' && source?.type === 'source' && isAnswered;
}

/** Where the original is none of an authority's, the note names the one authority that the copy is meant for. */
function saysWhatFor(fields: readonly StampField[]): boolean {
  const origin = fields.find(({ name }) => name === 'urschrift');
  const purpose = fields.find(({ name }) => name === 'vorlage');
  return origin?.required === true && purpose?.requiredWhen?.field === 'urschrift';
}
