import { readdirSync } from 'node:fs';
import path from 'node:path';

/** One folder of renderer/screens and how a person gets there from the start screen, in either language. */
export interface ScreenCase {
  readonly name: string;
  /** Phase of the app in which the screen shows. */
  readonly phase: 'einrichtung' | 'locked' | 'open' | 'practice';
  /** Keys and clicks one after the other: a key combination, or the first element that matches a selector. */
  readonly steps: readonly ({ readonly key: string } | { readonly click: string })[];
}

/** The panel's first button is the one most people want: it opens what is selected. */
const openSelected = { click: '[data-region="panel"] .btn.go' };

const cases: readonly ScreenCase[] = [
  { name: 'einrichtung', phase: 'einrichtung', steps: [] },
  { name: 'unlock', phase: 'locked', steps: [] },
  { name: 'arbeitsvorrat', phase: 'open', steps: [{ key: 'Alt+0' }] },
  { name: 'posteingang', phase: 'open', steps: [{ key: 'Alt+1' }] },
  { name: 'akten', phase: 'open', steps: [{ key: 'Alt+2' }] },
  { name: 'akte', phase: 'open', steps: [{ key: 'Alt+2' }, openSelected] },
  { name: 'vorgang', phase: 'open', steps: [{ key: 'Alt+2' }, openSelected, openSelected] },
  {
    name: 'dokument',
    phase: 'open',
    steps: [{ key: 'Alt+2' }, openSelected, openSelected, { click: '.doc-row' }],
  },
  {
    name: 'pruefansicht',
    phase: 'open',
    steps: [{ key: 'Alt+2' }, openSelected, openSelected, { click: '.doc-row' }, { click: '.check-acts .btn' }],
  },
  {
    name: 'unterschreiben',
    phase: 'open',
    steps: [{ key: 'Alt+1' }, { click: '.grid-check input' }, { click: '.tools .btn.go' }],
  },
  { name: 'suche', phase: 'open', steps: [{ key: 'Control+f' }] },
  { name: 'ausgang', phase: 'open', steps: [{ key: 'Alt+3' }] },
  { name: 'konflikt', phase: 'open', steps: [{ key: 'Alt+4' }] },
  { name: 'einstellungen', phase: 'open', steps: [{ key: 'Alt+5' }] },
  { name: 'speicher', phase: 'open', steps: [{ key: 'Alt+6' }] },
  { name: 'uebergaben', phase: 'open', steps: [{ key: 'Alt+7' }] },
  { name: 'fristen', phase: 'open', steps: [{ key: 'Alt+8' }] },
  {
    name: 'schreiben',
    phase: 'open',
    steps: [
      { key: 'Alt+2' },
      openSelected,
      openSelected,
      { click: '.new-menu .btn' },
      { click: '.menu-item' },
      { click: '.vorlage-list button, .written-text' },
    ],
  },
  // Shows in practice alone: test/e2e/uebung.e2e.ts looks at it.
  { name: 'uebung', phase: 'practice', steps: [{ click: '.practice-band .btn' }] },
  { name: 'stempel', phase: 'open', steps: [{ key: 'Alt+5' }, { click: '.stempel-card .btn' }] },
];

/** Every screen with its case. Throws when a folder of renderer/screens has none, or a case has no folder. */
export function screenList(): readonly ScreenCase[] {
  const folder = path.join(import.meta.dirname, '../../renderer/screens');
  const folders = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const names = cases.map((one) => one.name);
  const missing = folders.filter((name) => !names.includes(name));
  const stale = names.filter((name) => !folders.includes(name));
  if (missing.length > 0) throw new Error(`screens without a case: ${missing.join(', ')}`);
  if (stale.length > 0) throw new Error(`cases without a screen: ${stale.join(', ')}`);
  return cases;
}
