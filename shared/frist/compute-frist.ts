import { AppError } from '../errors.ts';
import {
  fiktionstage,
  fristverschiebung,
  type Kanal,
  kanaele,
  type Regel,
  type Regime,
  regeln,
  regimes,
} from './bekanntgabe.ts';
import { freierTag, geprueftBis, geprueftVon, meisteFeiertage, naechsterWerktag, type Ort } from './feiertage.ts';
import { endOfDuration, type Fristdauer, isDauer } from './fristdauer.ts';
import { type Gemeinde, gemeinden, gemeindenOf, isLand, type Land } from './laender.ts';
import type { FristErgebnis, Schritt, Warnung } from './schritte.ts';
import { addDays, isTag, type Tag } from './tag.ts';

/** What a Frist is computed from. */
export interface FristEingabe extends Fristdauer {
  readonly regime: Regime;
  readonly kanal: Kanal;
  readonly land: Land;
  readonly gemeinde: Gemeinde | null;
  /** Day of dispatch, service, provision or event; null: nobody noted one. */
  readonly ereignis: Tag | null;
  /** Proven day of receipt when it came later than the law assumes; null: nothing known. */
  readonly zugang: Tag | null;
  /** The receiver says that nothing arrived, or not then. */
  readonly bestritten: boolean;
}

/**
 * The end of a Frist with one step per thought, its sources and what is doubtful (docs/spec/frist.md). `heute` is the day of the
 * act. Throws AppError 'frist-day-invalid', 'frist-day-in-future', 'frist-land-unknown', 'frist-rule-unknown',
 * 'frist-duration-invalid'.
 */
export function computeFrist(eingabe: FristEingabe, heute: Tag): FristErgebnis {
  const regel = ruleFor(eingabe, heute);
  const { ereignis, kanal, regime, land, bestritten } = eingabe;
  const quellen = [regel.quelle];
  if (ereignis === null) return without('ohne-vermerk', quellen);
  const known: Schritt = { text: `tag-${kanal}`, werte: { tag: ereignis } };
  if (bestritten && kanal !== 'ereignis' && kanal !== 'tagesbeginn' && kanal !== 'festgesetzt')
    return without('bestritten', quellen, [known]);

  const ort = { land, gemeinde: eingabe.gemeinde };
  const tage = regel.kind === 'fiktion' ? fiktionstage(regel.tabelle, land, ereignis) : null;
  const plain: Variante = {
    ort,
    tage: tage?.tage ?? 0,
    verschiebt: regel.kind === 'fiktion' && regel.verschiebt === 'ja',
  };
  const { ende, schritte, bekannt, tageGesehen } = derive(eingabe, regel, plain);

  const warnungen: Warnung[] = [];
  const warnOf = (text: Warnung['text'], variante: Variante) => {
    const other = derive(eingabe, regel, variante).ende;
    if (other !== ende) warnungen.push({ text, werte: { ende: other } });
  };
  if (tage?.auch) warnOf('land-ungeprueft', { ...plain, tage: tage.auch });
  if (regel.kind === 'fiktion' && regel.verschiebt === 'streitig')
    warnOf('fiktion-streitig', { ...plain, verschiebt: true });
  // Who was told the day with a hint to this rule has until that day only; taxes know no such hint.
  if (regel.kind === 'ende' && ende !== ereignis && regime !== 'ao') {
    warnungen.push({ text: 'tag-bleibt', werte: { ende: ereignis } });
  }
  if (ort.gemeinde === null && gemeindenOf(land).length > 0) {
    warnOf('gemeinde-unbekannt', { ...plain, ort: { land, gemeinde: meisteFeiertage(land) } });
  }
  if (tageGesehen.some((tag) => Number(tag.slice(0, 4)) < geprueftVon || Number(tag.slice(0, 4)) > geprueftBis)) {
    warnungen.push({ text: 'jahr-ungeprueft', werte: { von: String(geprueftVon), bis: String(geprueftBis) } });
  }
  const moved = schritte.some(({ text }) => text === 'ende-verschoben');
  return {
    ende,
    bekanntgabe: bekannt,
    schritte: [known, ...schritte],
    quellen: [
      ...quellen,
      ...(tage?.quelle ? [tage.quelle] : []),
      ...(plain.verschiebt ? ['§ 108 Abs. 3 AO; BFH, 14.10.2003 – IX R 68/98'] : []),
      ...(regime === 'sgb-x' && regel.kind === 'fiktion' ? ['BSG, 06.05.2010 – B 14 AS 12/09 R'] : []),
      ...(regel.kind === 'ende' ? [] : [countingOf(regel)]),
      ...(moved || regel.kind === 'ende' ? [`${fristverschiebung[regime]}, § 193 BGB`] : []),
    ],
    warnungen,
  };
}

/** What says how days are counted from the event. */
function countingOf({ kind }: Regel): string {
  return kind === 'beginn' ? '§ 188 Abs. 1, 2 und 3 BGB' : '§ 187 Abs. 1, § 188 BGB';
}

/** What a derivation may assume differently. */
interface Variante {
  readonly ort: Ort;
  /** Days of the fiction. */
  readonly tage: number;
  /** Whether the fiction moves to the next working day. */
  readonly verschiebt: boolean;
}

interface Ableitung {
  readonly ende: Tag;
  readonly bekannt: Tag | null;
  readonly schritte: readonly Schritt[];
  readonly tageGesehen: readonly Tag[];
}

function derive(eingabe: FristEingabe, regel: Regel, variante: Variante): Ableitung {
  const schritte: Schritt[] = [];
  const start = madeKnown(eingabe, regel, variante, schritte);
  const rechnerisch = regel.kind === 'ende' ? start : counted(eingabe, regel, start, schritte);
  const ende = naechsterWerktag(rechnerisch, variante.ort);
  const grund = freierTag(rechnerisch, variante.ort);
  if (grund) schritte.push({ text: 'ende-verschoben', werte: { tag: rechnerisch, grund, neu: ende } });
  return {
    ende,
    bekannt: regel.kind === 'beginn' || regel.kind === 'ende' ? null : start,
    schritte,
    tageGesehen: [start, rechnerisch, ende],
  };
}

/** The last day of the Frist before any shift; adds the steps that lead there. */
function counted(eingabe: FristEingabe, regel: Regel, start: Tag, schritte: Schritt[]): Tag {
  const counts = regel.kind === 'beginn' ? 'mit' : 'ohne';
  schritte.push({ text: `beginn-${counts}`, werte: { tag: counts === 'mit' ? start : addDays(start, 1) } });
  const last = endOfDuration(start, eingabe, counts);
  schritte.push({ text: `dauer-${eingabe.einheit}`, werte: { n: eingabe.dauer, tag: last } });
  return last;
}

/** The day on which the decision counts as made known; adds the steps that lead there. */
function madeKnown(eingabe: FristEingabe, regel: Regel, { ort, tage, verschiebt }: Variante, schritte: Schritt[]): Tag {
  const ereignis = eingabe.ereignis ?? '';
  if (regel.kind === 'tag' || regel.kind === 'beginn' || regel.kind === 'ende') return ereignis;
  if (regel.kind === 'folgetag') {
    const tag = addDays(ereignis, 1);
    schritte.push({ text: 'folgetag', werte: { tag } });
    return tag;
  }
  const fiktion = addDays(ereignis, tage);
  schritte.push({ text: 'fiktion', werte: { n: tage, tag: fiktion } });
  const grund = freierTag(fiktion, ort);
  let bekannt = fiktion;
  if (grund && verschiebt) {
    bekannt = naechsterWerktag(fiktion, ort);
    schritte.push({ text: 'fiktion-verschoben', werte: { tag: fiktion, grund, neu: bekannt } });
  } else if (grund) {
    schritte.push({ text: 'fiktion-bleibt', werte: { tag: fiktion, grund } });
  }
  if (eingabe.zugang === null || eingabe.zugang <= bekannt) return bekannt;
  schritte.push({ text: 'spaeter-zugegangen', werte: { tag: eingabe.zugang } });
  return eingabe.zugang;
}

function without(text: Warnung['text'], quellen: readonly string[], schritte: readonly Schritt[] = []): FristErgebnis {
  return { ende: null, bekanntgabe: null, schritte, quellen, warnungen: [{ text, werte: {} }] };
}

function ruleFor(eingabe: FristEingabe, heute: Tag): Regel {
  const { regime, kanal, land, gemeinde, ereignis, zugang } = eingabe;
  if (!isLand(land)) throw new AppError('frist-land-unknown');
  if (gemeinde !== null && (!Object.hasOwn(gemeinden, gemeinde) || gemeinden[gemeinde].land !== land)) {
    throw new AppError('frist-land-unknown');
  }
  const regel = regimes.includes(regime) && kanaele.includes(kanal) ? regeln[regime][kanal] : undefined;
  if (!regel) throw new AppError('frist-rule-unknown');
  if (!isDauer(eingabe)) throw new AppError('frist-duration-invalid');
  for (const tag of [ereignis, zugang]) {
    if (tag === null) continue;
    // Calendars of four digits end, and who means a day of a later century mistyped it.
    if (!isTag(tag) || tag < '1990-10-03' || tag >= '2200-01-01') throw new AppError('frist-day-invalid');
    if (tag > heute && regel.kind !== 'beginn' && regel.kind !== 'ende') throw new AppError('frist-day-in-future');
  }
  if (regel.kind === 'ende' && ereignis === null) throw new AppError('frist-day-invalid');
  if (zugang !== null && ereignis !== null && zugang < ereignis) throw new AppError('frist-day-invalid');
  return regel;
}
