import type { KonfliktKarte } from '../../replica-api/open-work.ts';
import type { Texts } from '../../ui/use-texts.ts';

/** What a card says of one of the two values that do not fit together. */
export interface SideWords {
  readonly label: string;
  readonly note: string;
  readonly take: string;
}

export interface KonfliktWords {
  readonly title: string;
  readonly mein: SideWords;
  readonly ihr: SideWords;
  /** The one side that is the person's own; null when both are, or neither is. */
  readonly own: 'mein' | 'ihr' | null;
}

/** Says who made each of the two changes and when; both may be the person's own, made on two devices. */
export function konfliktWords(karte: KonfliktKarte, { t, dateTime }: Texts): KonfliktWords {
  const areBothOwn = karte.meinIchSelbst && karte.ihrIchSelbst;
  const own = areBothOwn ? null : karte.meinIchSelbst ? 'mein' : karte.ihrIchSelbst ? 'ihr' : null;
  const isMeinLater = Date.parse(karte.meinZeit) >= Date.parse(karte.ihrZeit);
  const label = (isOwn: boolean, von: string, isLater: boolean) => {
    if (areBothOwn) return t(isLater ? 'konflikt.ownLater' : 'konflikt.ownEarlier');
    return isOwn ? t('konflikt.own') : t('konflikt.from', { von });
  };
  const take = (side: 'mein' | 'ihr') => t(side === own ? 'konflikt.takeOwn' : 'konflikt.takeThis');
  return {
    title: areBothOwn ? t('konflikt.title.own') : t(titleKey(karte)),
    own,
    mein: {
      label: label(karte.meinIchSelbst, karte.meinVon, isMeinLater),
      note: dateTime(karte.meinZeit),
      take: take('mein'),
    },
    // The agency keeps the value that reached it first until somebody has decided.
    ihr: {
      label: label(karte.ihrIchSelbst, karte.ihrVon, !isMeinLater),
      note: t('konflikt.holds', { zeit: dateTime(karte.ihrZeit) }),
      take: take('ihr'),
    },
  };
}

/** Where the field itself says what two people did, the title says it. */
function titleKey({ feld, meinVon, ihrVon }: KonfliktKarte) {
  if (meinVon === ihrVon) return 'konflikt.title.one';
  if (feld === 'vorgang') return 'konflikt.title.vorgang';
  return feld === 'fuehrendeVersion' ? 'konflikt.title.fassung' : 'konflikt.title';
}
