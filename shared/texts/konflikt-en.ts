import type { konfliktDe } from './konflikt-de.ts';

/** English words of {@link konfliktDe}. */
export const konfliktEn: Readonly<Record<keyof typeof konfliktDe, string>> = {
  'konflikt.of': 'Conflict {n} of {total}',
  'konflikt.title': 'Two people changed the same field differently',
  'konflikt.field': '{zeichen} {titel} · field “{feld}” · nothing is lost, both values stay in the history',
  'konflikt.title.own': 'You changed the same field twice, differently',
  'konflikt.title.one': 'The same field was changed twice, differently',
  'konflikt.own': 'Your change',
  'konflikt.ownEarlier': 'Your earlier change',
  'konflikt.ownLater': 'Your later change',
  'konflikt.from': 'Change by {von}',
  'konflikt.holds': '{zeit} · holds until decided',
  'konflikt.takeOwn': 'Take my value',
  'konflikt.takeThis': 'Take this value',
  'konflikt.base': 'Original value',
  'konflikt.baseWhy': 'This was the value before both changes.',
  'konflikt.other': 'Other value …',
  'konflikt.other.label': 'New value for “{feld}”',
  'konflikt.other.go': 'Set this value',
  'konflikt.openVorgang': 'Open the case',
  'konflikt.later': 'Decide later',
  'konflikt.mayNot':
    'The unit in charge or its deputy decides. You see the conflict because your change is part of it.',
  'konflikt.decided': 'Conflict decided: {feld}',
  'konflikt.empty.title': 'No conflict',
  'konflikt.empty.text':
    'When two people change the same field, both values appear here side by side. A person always decides.',
  'konflikt.leer': 'empty',
  'konflikt.previous': 'Previous',
  'konflikt.next': 'Next',
};
