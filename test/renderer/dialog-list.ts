import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TextKey } from '../../shared/texts/translate.ts';

/** A key combination, the first element that a selector matches, or the first button with a text. */
export type DialogStep = { readonly key: string } | { readonly click: string } | { readonly press: TextKey };

/** How a dialog is opened among the stand-ins, or where a story looks at it in the real app. */
export type DialogCase = { readonly file: string } & (
  | { readonly steps: readonly DialogStep[]; readonly query?: string }
  | { readonly story: string; readonly picture: string }
  | { readonly within: string }
);

/** Opens what the list of a screen has selected. */
export const openSelected = { click: '[data-region="panel"] .btn.go' };
const akte = [{ key: 'Alt+2' }, openSelected];
const vorgang = [...akte, openSelected];
const gang = 'geschaeftsgang.e2e.ts';

const cases: readonly DialogCase[] = [
  { file: 'filter-dialog', steps: [{ key: 'Alt+2' }, { key: 'f' }] },
  { file: 'shortcuts-dialog', steps: [{ key: '?' }] },
  { file: 'pack-dialog', steps: [...akte, { press: 'akten.pack' }] },
  { file: 'pick-akte-dialog', steps: [...vorgang, { press: 'verschieben' }] },
  { file: 'pick-vorgang-dialog', within: 'file-dialog' },
  { file: 'pick-dialog', within: 'file-dialog' },
  { file: 'file-dialog', steps: [{ key: 'Alt+1' }, { key: 'a' }] },
  { file: 'reason-dialog', steps: [{ key: 'Alt+3' }, { press: 'ausgang.discard' }] },
  { file: 'reopen-dialog', within: 'reason-dialog' },
  { file: 'akte-angaben-dialog', steps: [...akte, { press: 'akte.angaben' }] },
  { file: 'close-akte-dialog', steps: [...akte, { press: 'akte.angaben' }, { press: 'akte.schliessen' }] },
  { file: 'create-vorgang-dialog', steps: [...akte, { press: 'akte.new' }] },
  { file: 'create-akte-dialog', steps: [{ key: 'Alt+2' }, { press: 'akten.new' }] },
  { file: 'vorgaenge-dialogs', steps: [{ key: 'Alt+0' }, { key: 'w' }] },
  { file: 'vorgaenge-dialogs', steps: [{ key: 'Alt+0' }, { key: 'b' }] },
  { file: 'vorgaenge-dialogs', steps: [...vorgang, { press: 'vorrat.handOn' }] },
  { file: 'return-device-dialog', steps: [{ key: 'Alt+5' }, { press: 'settings.return.open' }] },
  { file: 'other-value-dialog', steps: [{ key: 'Alt+4' }, { key: '3' }] },
  { file: 'batch-dialog', steps: [{ key: 'Alt+1' }, { click: '.grid-row input[type=checkbox]' }, { key: 's' }] },
  { file: 'import-dialog', steps: [{ key: 'Alt+1' }, { key: 'n' }] },
  { file: 'aside-dialog', steps: [{ key: 'Alt+7' }, { press: 'uebergabe.aside' }] },
  { file: 'close-dialog', steps: [...vorgang, { press: 'vorgang.zda' }] },
  { file: 'frist-dialog', steps: [...vorgang, { press: 'frist.set' }] },
  { file: 'settle-frist-dialog', steps: [...vorgang, { click: '.frist-list .btn' }] },
  { file: 'save-akte-dialog', steps: [...akte, { press: 'sammlung.save' }] },
  { file: 'hand-over-dialog', steps: [{ key: 'Alt+3' }, { key: 'ArrowDown' }, { press: 'uebergabe.give' }] },
  { file: 'new-device-dialog', query: 'sync=stopped', steps: [{ key: 'Alt+5' }, { press: 'settings.newDevice.open' }] },
  { file: 'no-stamp-dialog', within: 'stamp-dialog' },
  { file: 'delegate-dialog', story: gang, picture: 'geschaeftsgang-delegieren' },
  { file: 'classify-dialog', story: gang, picture: 'geschaeftsgang-einordnen' },
  { file: 'sign-schritt-dialog', story: gang, picture: 'geschaeftsgang-mitzeichnen' },
  { file: 'start-gang-dialog', story: gang, picture: 'geschaeftsgang-beginnen' },
  { file: 'insert-schritt-dialog', story: 'keyboard-day.e2e.ts', picture: 'schritt-einfuegen' },
  { file: 'recall-dialog', within: 'reason-dialog' },
  { file: 'dispatch-dialog', story: 'keyboard-day.e2e.ts', picture: 'versand-vermerken' },
  { file: 'angaben-dialog', story: 'keyboard-day.e2e.ts', picture: 'angaben-aendern' },
  { file: 'delivery-dialog', story: 'postausgang.e2e.ts', picture: 'versand-zugang-de' },
  { file: 'look-dialog', story: 'sign-into-field.ts', picture: 'unterschrift-aussehen' },
  { file: 'password-dialog', story: 'password.e2e.ts', picture: 'password' },
  { file: 'stamp-dialog', story: 'stamps.e2e.ts', picture: 'stempel' },
  { file: 'card-dialog', story: 'look-at-card-screens.ts', picture: 'karte-waehlen' },
  { file: 'remote-dialog', story: 'remote.e2e.ts', picture: 'fernsignatur-wahl' },
  { file: 'assign-dialog', steps: [{ key: 'Alt+1' }, { press: 'zuweisen.open' }] },
  {
    file: 'discard-dialog',
    steps: [
      ...vorgang,
      { click: '.new-menu .btn' },
      { click: '.menu-item' },
      { click: '.vorlage-list button, .written-text' },
      { press: 'schreiben.discard' },
    ],
  },
  { file: 'save-dialog', story: 'schreiben.e2e.ts', picture: 'schreiben-speichern-de' },
  { file: 'baustein-dialog', story: 'schreiben.e2e.ts', picture: 'schreiben-baustein-de' },
  { file: 'new-entwurf-dialog', story: 'buero.e2e.ts', picture: 'entwurf-neu-de' },
  { file: 'end-editing-dialog', story: 'buero.e2e.ts', picture: 'bearbeiten-beenden-de' },
  { file: 'link-dialog', story: 'verweise.e2e.ts', picture: 'verweis-waehlen' },
  { file: 'print-dialog', story: 'druck.e2e.ts', picture: 'druck' },
  { file: 'practice-dialog', story: 'uebung.e2e.ts', picture: 'uebung/ende' },
];

/** Every file that is a dialog, with its case. Throws when one has none, when a case has no file, or no story looks at it. */
export function dialogList(): readonly DialogCase[] {
  const folder = path.join(import.meta.dirname, '../../renderer');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.basename(file, '.tsx'))
    .filter((name) => /-dialogs?$/.test(name));
  const named = new Set(cases.map(({ file }) => file));
  const missing = files.filter((file) => !named.has(file));
  const stale = [...named].filter((file) => !files.includes(file));
  if (missing.length > 0) throw new Error(`dialogs without a case: ${missing.join(', ')}`);
  if (stale.length > 0) throw new Error(`cases without a dialog: ${stale.join(', ')}`);
  for (const one of cases) {
    if ('within' in one && !named.has(one.within)) throw new Error(`${one.file}: no case ${one.within}`);
    if (!('story' in one)) continue;
    const story = readFileSync(path.join(import.meta.dirname, '../e2e', one.story), 'utf8');
    if (!story.includes(one.picture)) throw new Error(`${one.story} does not look at ${one.picture}`);
  }
  return cases;
}
