import type { konfliktDe } from './konflikt-de.ts';

/** English words of {@link konfliktDe}. */
export const konfliktEn: Readonly<Record<keyof typeof konfliktDe, string>> = {
  'konflikt.of': 'Conflict {n} of {total}',
  'konflikt.title': 'Two people changed the same field differently',
  'konflikt.title.other': 'Two changes to one field do not fit together',
  'konflikt.field': '{zeichen} {titel} · field “{feld}” · nothing is lost, both values stay in the history',
  'konflikt.base': 'Original value',
  'konflikt.baseWhy': 'This was the value before both changed it.',
  'konflikt.mine': 'Your change',
  'konflikt.mineOther': 'First change',
  'konflikt.theirs': 'Change at the server',
  'konflikt.by': '{von}, {zeit}',
  'konflikt.you': 'You, {zeit}',
  'konflikt.takeMine': 'Take my value',
  'konflikt.takeFirst': 'Take the first value',
  'konflikt.takeTheirs': 'Take this value',
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
