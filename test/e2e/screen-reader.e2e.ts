import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { endLeftWorkstations, startWorkstation, type Workstation } from '../workstation/app.ts';
import { type Hands, handsAt } from '../workstation/hands.ts';
import { expectAllSent, pickNext, setUp } from '../workstation/person.ts';
import {
  type Heard,
  hasScreenReader,
  makeScreenReaderSession,
  type ScreenReaderSession,
} from '../workstation/screen-reader-session.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';
import { windowSettled } from './window-settled.ts';

const passphrase = 'sieben Schirme im Treppenhaus';
const zeichen = '63.04.900/2026-1';
const titel = 'Brandschutzkonzept Tagespflege';
/** Exit code of a program that a SIGSEGV ended. */
const crashed = 139;
// Without Orca there is nobody to read the screens; this is said loudly, and .ci/run installs it.
const testWithOrca = hasScreenReader ? test : test.skip;
if (!hasScreenReader) console.warn('SKIPPED LOUDLY: no Orca or no pyatspi; what a screen reader says is not tried');
/** What can be acted on; each of these must have a name. */
const controls =
  /button|entry|check box|radio|combo box|menu item|table row|list item|link|password text|spin|slider|tree item/;

interface Walk {
  readonly name: string;
  readonly session: ScreenReaderSession;
  readonly server: ServerProcess;
}

test.describe('@screen-reader', () => {
  const authority = stageAuthority();
  let session: ScreenReaderSession | undefined;
  let server: ServerProcess | undefined;

  test.afterEach(() => session?.end());

  async function walk(name: string): Promise<void> {
    await server?.end('SIGTERM');
    server = await authority.start(name);
    session = makeScreenReaderSession(stageFolder(name));
    await readMainJob({ name, session, server });
  }

  testWithOrca(
    'H41, H40, H42: Orca reads the main job: every stop has a name, every state and every notice is told',
    async () => {
      test.setTimeout(300_000);
      try {
        await walk('screen-reader');
      } catch (error) {
        // The runtime of the tests is older than the one people get, and its own part for assistive technology crashes.
        const ended = expect.poll(() => session?.ended(), { timeout: 5_000 }).toBe(crashed);
        await ended.catch(() => Promise.reject(error));
        console.warn('SAID LOUDLY: Electron itself ended by SIGSEGV while Orca read it; the walk begins once more');
        session?.end();
        endLeftWorkstations();
        await walk('screen-reader-again');
      }
    },
  );
});

async function readMainJob({ name, session, server }: Walk): Promise<void> {
  const { heard, spoken, launcher } = session;
  const desk = await startWorkstation(name, { launcher, args: ['--force-renderer-accessibility'] });
  const { page, app } = desk;
  const hands = handsAt(page);
  const ears = earsOn(heard, spoken);
  const files = prepareFiles();

  // First run: the first field says what is wanted, and that it must be filled in.
  await hands.tabTo(page.getByLabel('Server der Behörde'));
  await ears.focus('entry', 'Server der Behörde', 'required');
  await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
  await expectAllSent(page);
  await ears.told(/Verbunden · alles gesendet/);

  // The list: the row is read with what it says, and that it is the selected one.
  await hands.press('Alt+1', 'ArrowDown');
  const row = await page.locator('.grid-row.active .grid-cell span').nth(1).innerText();
  await ears.focus('table row', new RegExp(row), 'selected');
  await ears.said(new RegExp(row));
  await ears.keysForApp();
  await hands.press('Space');
  await ears.told('1 ausgewählt');
  await hands.press('Space');

  // Taking in: what is missing is told where it is missing.
  await pickNext(app, files.incoming);
  await hands.press('n');
  await ears.focus('entry', 'Eingang bei der Behörde');
  await hands.push('Aufnehmen');
  await ears.became('invalid', 'Eingang bei der Behörde');
  await hands.fill('Eingang bei der Behörde', '19.11.2026');
  await hands.choose('Woher kommt das Datum?', 'Stempel der Poststelle');
  await hands.fill(/Bezeichnung von/, titel);
  await hands.push('Aufnehmen');
  await ears.told(/1 Eingang aufgenommen/);
  await ears.focus('table row', new RegExp(titel), 'selected');

  // Filing: one answer, picked by name.
  await ears.keysForApp();
  await hands.press('a');
  await ears.focus('entry', 'Vorgang suchen');
  await hands.type(zeichen);
  await expect(page.getByRole('dialog').locator('.grid-row')).toHaveCount(1);
  await hands.press('ArrowDown');
  await ears.focus('table row', new RegExp(zeichen.replaceAll('.', '\\.')), 'selected');
  await hands.press('Enter');
  await ears.told(new RegExp(`liegt jetzt bei ${zeichen}`));

  // The one field for everything: it says that its list is open, and what is chosen in it.
  await hands.press('Control+k');
  await ears.focus('list item', 'Arbeitsvorrat', 'selected');
  await ears.said(/^Arbeitsvorrat/);
  await hands.type(zeichen);
  await expect(page.getByRole('option', { name: new RegExp(zeichen) })).toBeVisible();
  await hands.press('Enter');
  await hands.tabTo(page.getByRole('button', { name: new RegExp(titel) }));
  await ears.focus('push button', new RegExp(titel));
  await hands.press('Enter');

  // Stamp: where it lies is told at every step.
  await hands.push('Stempel …');
  await hands.push('Platz wählen');
  await expect(page.getByText(/Seite 1/).first()).toBeVisible();
  await hands.press('ArrowLeft', 'ArrowLeft');
  await ears.told(/Seite 1.* cm/);
  await hands.press('Enter');
  await ears.told(/Stempel gesetzt, Fassung 2/);

  await sign(desk, hands, ears, files.keyFile);

  // A switch says which way it is turned.
  await hands.press('Alt+8');
  await hands.tabTo(page.getByRole('button', { name: 'Monat', exact: true }));
  await hands.press('Enter');
  await expect(page.getByRole('button', { name: 'Monat', exact: true })).toHaveAttribute('aria-pressed', 'true');
  // Chromium tells where the focus came to rest, not where it passed by.
  await hands.press('Shift+Tab');
  await page.waitForTimeout(1_000);
  await hands.press('Tab');
  await ears.focus('toggle button', 'Monat', 'pressed');

  await hands.press('Control+f');
  await hands.type('Brandschutz');
  await ears.told(/Treffer auf diesem Gerät/);

  await hands.tabTo(page.getByRole('button', { name: 'Eingrenzen' }));
  await ears.focus('push button', 'Eingrenzen', 'expanded');

  // All of these were told above. Orca speaks polite ones when it finds a pause; the next key may silence one.
  const notices = [/ausgewählt/, /liegt jetzt bei/, /Stempel gesetzt/, /Unterschrieben, Fassung/, /Treffer auf diesem/];
  const toSpeak = () => notices.filter((notice) => spoken().some((one) => notice.test(one)));
  await expect.poll(() => toSpeak().length, { message: 'notices that Orca spoke' }).toBeGreaterThanOrEqual(2);

  const withTime = spoken().filter((one) => /Verbunden|Abgleich/.test(one) && / um \d\d:\d\d/.test(one));
  expect(withTime, 'states of the line at the bottom that begin with the time').toEqual([]);

  const nameless = heard().filter(
    ({ event, on, role, name }) => isFocus({ event, on }) && controls.test(role) && !name,
  );
  expect(nameless, 'controls that had the focus and no name').toEqual([]);
  const stops = heard().filter(isFocus).length;
  console.log(
    `screen reader: ${stops} stops, ${spoken().length} utterances of Orca, of them ${toSpeak().length} of ${notices.length} notices`,
  );
  expect(stops).toBeGreaterThan(30);
}

const isFocus = ({ event, on }: Pick<Heard, 'event' | 'on'>) => event === 'state-changed' && on;

const told = /focused|selected|expanded|pressed|checked|invalid|required/;

type Ears = ReturnType<typeof earsOn>;

/** What was heard since the last question that was answered. */
function earsOn(heard: () => readonly Heard[], spoken: () => readonly string[]) {
  const from = { heard: 0, spoken: 0 };
  const fits = (text: string, wanted: string | RegExp) =>
    typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
  const brief = ({ role, name, states, text }: Heard) =>
    [role, name.slice(0, 60), states.filter((state) => told.test(state)), text.slice(0, 60)].flat().join(' | ');
  const tail = () => [...heard().slice(-8).map(brief), ...spoken().slice(-4)].join('\n');
  const wait = (what: string, look: () => boolean) =>
    expect.poll(() => (look() ? 'heard' : tail()), { message: what, timeout: 20_000 }).toBe('heard');
  const since = () => heard().slice(from.heard);
  return {
    /** The focus came to a control of this role and name that has this state. */
    focus: (role: string, name: string | RegExp, state?: string) =>
      wait(`focus on ${role} ${name} ${state ?? ''}`, () =>
        since().some(
          (one) => isFocus(one) && one.role === role && fits(one.name, name) && (!state || one.states.includes(state)),
        ),
      ),
    /** A control with this name came to have this state. */
    became: (state: string, name: string) =>
      wait(`${name} is ${state}`, () =>
        since().some((one) => one.name === name && one.states.some((each) => each.startsWith(state))),
      ),
    /** Something in a live region changed to this. */
    told: (text: string | RegExp) =>
      wait(`told ${text}`, () =>
        since().some((one) => one.event !== 'state-changed' && one.live !== '' && fits(one.text, text)),
      ),
    /** Orca spoke this. */
    said: (text: string | RegExp) =>
      wait(`said ${text}`, () =>
        spoken()
          .slice(from.spoken)
          .some((one) => fits(one, text)),
      ),
    /** Orca leaves single keys to the app; a person hears which way it is. */
    keysForApp: () =>
      wait('Orca is in focus mode', () => spoken().findLast((one) => / mode$/.test(one)) === 'Focus mode'),
    /** Forgets what was heard. */
    rest: () => Object.assign(from, { heard: heard().length, spoken: spoken().length }),
  };
}

async function sign({ app }: Workstation, hands: Hands, ears: Ears, keyFile: string): Promise<void> {
  await pickNext(app, keyFile);
  await hands.push('Schlüsseldatei wählen …');
  const [window] = await Promise.all([
    app.waitForEvent('window', { timeout: 30_000 }),
    hands.push('Unsichtbar unterschreiben …'),
  ]);
  await expect(window.getByLabel('Kennwort der Schlüsseldatei')).toBeFocused();
  await ears.focus('password text', /Kennwort der Schlüsseldatei/);
  await window.keyboard.type('falsch');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('alert')).not.toBeEmpty();
  await ears.told(/Kennwort/);
  await window.getByLabel('Kennwort der Schlüsseldatei').focus();
  await window.keyboard.press('Control+a');
  await window.keyboard.type('test');
  const [named] = await Promise.all([
    app.waitForEvent('window', { timeout: 30_000 }),
    // The window may be gone before the key is reported as pressed.
    window.keyboard.press('Enter').catch(() => undefined),
  ]);
  await expect(named.getByRole('button', { name: 'Unterschreiben' })).toBeFocused();
  await ears.focus('push button', /Unterschreiben/);
  await windowSettled(named);
  await named.keyboard.press('Enter').catch(() => undefined);
  await ears.told(/Unterschrieben, Fassung/);
}

/** Files that the unprivileged user of the app may read. */
function prepareFiles(): { readonly incoming: string; readonly keyFile: string } {
  const folder = stageFolder('screen-reader-files');
  const incoming = path.join(folder, 'Brandschutzkonzept Wohlgemuth.pdf');
  writeFileSync(incoming, writeBrandschutzLetter());
  const keyFile = path.join(folder, 'Signatur Brandt.p12');
  copyFileSync(path.join(import.meta.dirname, '../fixtures/pki/brandt.p12'), keyFile);
  return { incoming, keyFile };
}
