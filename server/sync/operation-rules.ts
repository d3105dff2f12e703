import { z } from 'zod';
import type { DatensatzArt } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import { feldschemata } from '../../shared/feldschemata.ts';
import { isNewFrist } from '../../shared/frist/frist-record.ts';
import type { Entscheidung } from '../../shared/geschaeftsgang/gang-types.ts';
import { isAenderungId } from './store-aenderung.ts';

/** What an intent may touch. `creates`: the record must not exist yet; `either`: it may; otherwise it must. */
export interface IntentRule {
  readonly art: DatensatzArt | readonly DatensatzArt[];
  readonly creates: boolean | 'either';
  /** Fields it may set; undefined = all of the kind. */
  readonly fields?: readonly string[];
  /** Fields that only other intents or the server set. */
  readonly except?: readonly string[];
}

export const intentRules: Readonly<Record<Operation['intent'], IntentRule>> = {
  'create-akte': { art: 'akte', creates: true, except: ['fruehereZeichen', 'laufzeitBeginn'] },
  'edit-akte': {
    art: 'akte',
    creates: false,
    fields: ['titel', 'vertraulichkeit', 'vertraulichkeitGrund', 'schutzbedarf', 'federfuehrung', 'status'],
  },
  'close-akte': { art: 'akte', creates: false, fields: ['status', 'laufzeitBeginn'] },
  'create-vorgang': { art: 'vorgang', creates: true, except: ['fruehereZeichen', 'ablage', 'verweise'] },
  // The Zeichen is on letters that went out: nobody types another one (A1).
  'edit-vorgang': {
    art: 'vorgang',
    creates: false,
    except: ['geschaeftszeichen', 'fruehereZeichen', 'ablage', 'verweise'],
  },
  'move-vorgang': { art: 'vorgang', creates: false, fields: ['ablage'] },
  link: { art: ['vorgang', 'dokument'], creates: false, fields: ['verweise'] },
  'close-vorgang': { art: 'vorgang', creates: false, fields: ['status', 'laufzeitBeginn', 'wiedervorlage', 'frist'] },
  'create-dokument': { art: 'dokument', creates: true, except: ['zugewiesen', 'verweise'] },
  'edit-dokument': { art: 'dokument', creates: false, except: ['zugewiesen', 'verweise'] },
  'file-dokument': { art: 'dokument', creates: false, except: ['zugewiesen', 'verweise'] },
  'assign-dokument': { art: 'dokument', creates: false, fields: ['zugewiesen'] },
  'choose-version': { art: 'dokument', creates: false, fields: ['fuehrendeVersion'] },
  'add-version': { art: 'version', creates: true },
  'add-ereignis': { art: 'ereignis', creates: true },
  'add-primaerdokument': { art: 'primaerdokument', creates: true },
  'resolve-konflikt': {
    art: 'konflikt',
    creates: false,
    fields: ['status', 'entscheidung', 'entschiedenVon', 'entschiedenZeit'],
  },
  'set-stempelart': { art: 'stempelart', creates: 'either' },
  'hand-over': { art: 'uebergabe', creates: true },
  'settle-handover': { art: 'uebergabe', creates: false, fields: ['status', 'erledigt', 'grund'] },
  dispatch: { art: 'postausgang', creates: true },
  'edit-postausgang': { art: 'postausgang', creates: false, fields: ['zugang', 'zurueck', 'nachweis'] },
  'set-frist': { art: 'frist', creates: true },
  'settle-frist': { art: 'frist', creates: false, fields: ['status', 'erledigt', 'erledigtVon', 'grund'] },
  'add-schritt': { art: 'beteiligungsschritt', creates: true },
  'renumber-schritt': { art: 'beteiligungsschritt', creates: false, fields: ['nummer'] },
  'recall-schritt': { art: 'beteiligungsschritt', creates: false, fields: ['entfallen', 'grund'] },
  'delegate-schritt': { art: 'beteiligungsschritt', creates: false, fields: ['an', 'delegiertVon'] },
  'add-zeichnung': { art: 'zeichnung', creates: true },
};

/** Whether every field exists for the kind of record, has its type, and the intent may touch it (S14), in one's own name. */
export function isWellFormed(operation: Operation): boolean {
  const rule = intentRules[operation.intent];
  const { art } = operation.ent;
  if (![rule.art].flat().includes(art)) return false;
  const schemas: Readonly<Record<string, z.ZodType>> = feldschemata[art];
  const allowed = (feld: string) =>
    Object.hasOwn(schemas, feld) && (rule.fields?.includes(feld) ?? true) && !rule.except?.includes(feld);
  const setsFit = Object.entries(operation.set).every(
    ([feld, wert]) => allowed(feld) && schemas[feld]!.safeParse(wert).success,
  );
  const lists = [operation.add, operation.remove].flatMap((changed) => Object.entries(changed ?? {}));
  const listsFit = lists.every(([feld, elements]) => allowed(feld) && schemas[feld]!.safeParse(elements).success);
  const mustBeComplete = rule.creates === false ? undefined : isComplete[art];
  // What the server writes into the history, nobody else does (A32).
  if (art === 'ereignis' && (operation.set.ereignistyp === 'aenderung' || isAenderungId(operation.ent.id)))
    return false;
  const isWhole = !mustBeComplete || (lists.length === 0 && mustBeComplete.safeParse(operation.set).success);
  return setsFit && listsFit && isWhole && (rule.creates === false || isOwn(operation));
}

/** Field that says for good who made a record. */
const makers: Partial<Record<DatensatzArt, string>> = {
  version: 'erstelltVon',
  ereignis: 'von',
  primaerdokument: 'erstelltVon',
  uebergabe: 'von',
  frist: 'von',
  postausgang: 'von',
  beteiligungsschritt: 'von',
  zeichnung: 'von',
};

/** Nobody acts in another person's name (S110); for whom she stands in an act says as its operation does (V12). */
function isOwn({ ent, set, actor, fuer }: Operation): boolean {
  const maker = makers[ent.art];
  if (ent.art === 'ereignis' && set.fuer !== fuer) return false;
  return maker === undefined || set[maker] === actor;
}

/** No signature beside a document is longer. */
const largestSignatureBytes = 16 * 1024 * 1024;

/** An Akte must say all that rights and retention hang on; it is its own shard. */
const newAkte = z
  .strictObject(feldschemata.akte)
  .omit({ fruehereZeichen: true, vertraulichkeitGrund: true, laufzeitBeginn: true })
  .extend({ titel: feldschemata.akte.titel.min(1), status: z.literal('offen') });

/** Records that can never be edited, or are set as a whole, must be complete when they are made. */
const isComplete: Partial<Record<DatensatzArt, z.ZodType>> = {
  akte: newAkte,
  version: z.strictObject(feldschemata.version),
  ereignis: z
    .strictObject(feldschemata.ereignis)
    .refine(({ ereignistyp, fuer }) => ereignistyp !== 'vertretung' || fuer !== undefined),
  stempelart: z.strictObject(feldschemata.stempelart),
  uebergabe: z.strictObject(feldschemata.uebergabe),
  postausgang: z.strictObject(feldschemata.postausgang),
  frist: z.strictObject(feldschemata.frist).refine(isNewFrist),
  beteiligungsschritt: z
    .strictObject(feldschemata.beteiligungsschritt)
    .refine(({ entfallen, delegiertVon, grund }) => !entfallen && delegiertVon === null && grund === ''),
  zeichnung: z.strictObject(feldschemata.zeichnung).refine(isWholeZeichnung),
  primaerdokument: z
    .strictObject(feldschemata.primaerdokument)
    .refine(({ stufe, traegtBis }) => traegtBis === undefined || stufe === 'B-LTA')
    .refine(({ stufe, dateiname, groesse }) =>
      stufe === 'signatur' ? dateiname !== undefined && groesse <= largestSignatureBytes : dateiname === undefined,
    ),
};

/** An act on a step names the step and its order, any other what it refers to; whoever does not agree says why. */
function isWholeZeichnung(act: z.infer<z.ZodObject<typeof feldschemata.zeichnung>>): boolean {
  const { schritt, auftrag, verfuegung, bezug, text, fuer, entscheidung, kommentar } = act;
  const isOnStep = schritt !== null && auftrag !== null && verfuegung !== null && bezug === null;
  const isOnDraft = schritt === null && auftrag === null && verfuegung === null && bezug !== null && text === '';
  const needsReason = isOnDraft || entscheidung === 'abgelehnt';
  if (needsReason && kommentar.trim() === '') return false;
  return onDraft.has(entscheidung) ? isOnDraft && fuer === null : isOnStep;
}

const onDraft: ReadonlySet<Entscheidung> = new Set(['redaktionell', 'wesentlich', 'wiedereroeffnet']);
