import { type Kanal, kanaeleOf, type Regime } from '../../../shared/frist/bekanntgabe.ts';
import type { FristEingabe } from '../../../shared/frist/compute-frist.ts';
import type { Ort } from '../../../shared/frist/feiertage.ts';
import type { Fristeinheit } from '../../../shared/frist/fristdauer.ts';
import { type Gemeinde, gemeindenOf, isLand, type Land } from '../../../shared/frist/laender.ts';
import { regimeOfVorgangstyp } from '../../../shared/frist/regime-of-vorgangstyp.ts';
import { isTag } from '../../../shared/frist/tag.ts';
import type { PostausgangZeile } from '../../replica-api/postausgang-rows.ts';

/** What stands in the form of a Frist, as typed. */
export interface FristDraft {
  readonly bezeichnung: string;
  readonly regime: Regime;
  readonly kanal: Kanal;
  readonly ereignis: string;
  readonly zugang: string;
  readonly bestritten: boolean;
  readonly dauer: string;
  readonly einheit: Fristeinheit;
  /** '' while none is chosen: a wrong Land would mean wrong holidays. */
  readonly land: Land | '';
  readonly gemeinde: Gemeinde | '';
}

/** A new form: the law by the Vorgangstyp, the place of the last Frist or of the agency. */
export function newDraft(vorgangstyp: string, ort: Ort | null, bezeichnung: string): FristDraft {
  return {
    bezeichnung,
    regime: regimeOfVorgangstyp(vorgangstyp),
    kanal: 'post',
    ereignis: '',
    zugang: '',
    bestritten: false,
    dauer: '1',
    einheit: 'monat',
    land: ort?.land ?? '',
    gemeinde: ort?.gemeinde ?? '',
  };
}

/** The form of a Frist that shall take the place of a day typed into the Vorgang earlier. */
export function draftOfDay(draft: FristDraft, ereignis: string, bezeichnung: string): FristDraft {
  return { ...draft, bezeichnung, kanal: 'festgesetzt', ereignis };
}

/** The form of a Frist that is computed again. */
export function draftOf(bezeichnung: string, eingabe: FristEingabe): FristDraft {
  const { ereignis, zugang, dauer, gemeinde, ...rest } = eingabe;
  return {
    ...rest,
    bezeichnung,
    ereignis: ereignis ?? '',
    zugang: zugang ?? '',
    dauer: String(dauer),
    gemeinde: gemeinde ?? '',
  };
}

/** Whether a Frist can begin with what left: not when it came back and nothing proves that it was received (O7). */
export function canStartFrist({ zugang, zurueck }: Pick<PostausgangZeile, 'zugang' | 'zurueck'>): boolean {
  return zurueck === null || zugang !== null;
}

/** What a day means hangs on the channel: another one begins without. */
const noDays = { ereignis: '', zugang: '' } as const;

/**
 * The form with a channel and days as they were noted when something left, without days where the law does not know the channel; without
 * anything that left, to be typed.
 */
export function withPostausgang(draft: FristDraft, sent: PostausgangZeile | undefined): Partial<FristDraft> {
  const kanal = kanaeleOf(draft.regime).find((one) => one === sent?.weg);
  if (sent === undefined || kanal === undefined) return noDays;
  // Where receipt is presumed the dispatch counts, elsewhere the proven receipt.
  const isPresumed = asksForReceipt({ ...draft, kanal });
  const zugang = sent.zugang ?? '';
  return { kanal, ereignis: isPresumed ? sent.abVermerk : zugang, zugang: isPresumed ? zugang : '' };
}

/** Whether the form still says what was noted when this left. */
export function saysPostausgang(draft: FristDraft, sent: PostausgangZeile): boolean {
  const { kanal = draft.kanal, ereignis, zugang } = withPostausgang(draft, sent);
  return draft.kanal === kanal && draft.ereignis === ereignis && draft.zugang === zugang;
}

/**
 * The one that a new form begins with: the only one of a Vorgang that can start a Frist, by a channel that the law of the form knows. Of two,
 * none: which Frist runs, a person says (O7).
 */
export function onlyPostausgang(draft: FristDraft, rows: readonly PostausgangZeile[]): PostausgangZeile | null {
  const [only, ...others] = rows.filter(canStartFrist);
  return only && others.length === 0 && 'kanal' in withPostausgang(draft, only) ? only : null;
}

/** What the form says, for the computation; null while something is missing or is no date. */
export function eingabeOf(draft: FristDraft): FristEingabe | null {
  const { regime, kanal, ereignis, zugang, bestritten, land, gemeinde } = draft;
  const { dauer, einheit } = asksForDuration(draft) ? draft : { dauer: '1', einheit: 'tag' as const };
  const days = [ereignis, asksForReceipt(draft) ? zugang : ''];
  if (land === '' || missingIn(draft).length > 0) return null;
  return {
    ...{ regime, kanal, land, einheit, dauer: Number(dauer) },
    gemeinde: gemeinde === '' ? null : gemeinde,
    ereignis: days[0] || null,
    zugang: days[1] || null,
    bestritten: asksForDispute(draft) && bestritten,
  };
}

/** The name of a field of the form, as its text key. */
type FristFeld = 'frist.dauer' | 'frist.zugang' | 'frist.land' | `frist.tag.${Kanal}`;

/** The names of the fields without which nothing can be computed: what is empty or no date, in the order of the form. */
export function missingIn(draft: FristDraft): readonly FristFeld[] {
  const { kanal, dauer, ereignis, zugang, land } = draft;
  const isNoDay = (day: string) => day !== '' && !isTag(day);
  const lacks: readonly (readonly [boolean, FristFeld])[] = [
    [asksForDuration(draft) && dauer.trim() === '', 'frist.dauer'],
    [isNoDay(ereignis) || (kanal === 'festgesetzt' && ereignis === ''), `frist.tag.${kanal}`],
    [asksForReceipt(draft) && isNoDay(zugang), 'frist.zugang'],
    [land === '', 'frist.land'],
  ];
  return lacks.flatMap(([isLacking, name]) => (isLacking ? [name] : []));
}

/** The same form under another law: a channel that it does not know becomes its first one, without days. */
export function withRegime(draft: FristDraft, regime: Regime): Partial<FristDraft> {
  const known = kanaeleOf(regime);
  return known.includes(draft.kanal) ? { regime } : { regime, kanal: known[0] ?? 'ereignis', ...noDays };
}

/** The form with another Land, whose kinds of Gemeinden are its own. */
export function withLand(value: string): Partial<FristDraft> {
  return { land: isLand(value) ? value : '', gemeinde: '' };
}

/** The kinds of Gemeinden to choose from. */
export function gemeindenIn({ land }: FristDraft): readonly Gemeinde[] {
  return land === '' ? [] : gemeindenOf(land);
}

/** Whether receipt may come later than the law assumes. */
export function asksForReceipt({ kanal }: FristDraft): boolean {
  return kanal === 'post' || kanal === 'elektronisch' || kanal === 'einschreiben' || kanal === 'postfach';
}

/** Whether receipt can be contested: not where no decision is made known. */
export function asksForDispute({ kanal }: FristDraft): boolean {
  return kanal !== 'ereignis' && kanal !== 'tagesbeginn' && kanal !== 'festgesetzt';
}

/** Whether days are counted: not to a day that was set. */
export function asksForDuration({ kanal }: FristDraft): boolean {
  return kanal !== 'festgesetzt';
}
