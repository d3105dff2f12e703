import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { quitWorkstation, startWorkstation, type Workstation } from '../workstation/app.ts';
import { askDatabase } from '../workstation/ask-database.ts';
import { plugCable, pullCable } from '../workstation/cable.ts';
import { TestDevice } from '../workstation/device.ts';
import {
  editField,
  expectAllSent,
  expectOffline,
  goTo,
  jumpTo,
  packAkte,
  setUp,
  sign,
  stampEingang,
  unlock,
} from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { chooseLanguage, lookAt, lookAtZoomed, sizeWindow } from './look-at.ts';
import { bescheid, brief, laid, layOutDisputes } from './three-days.ts';

const passphrase = 'vier blaue Ordner am Montag';
const pki = path.join(import.meta.dirname, '../fixtures/pki');

test.describe('@conflicts', () => {
  const authority = stageAuthority();

  test('two people, two workstations, three days offline: every class of conflict appears, is decided, and the history tells it', async () => {
    test.setTimeout(600_000);
    const keyFile = path.join(stageFolder('conflicts'), 'Signatur Brandt.p12');
    copyFileSync(path.join(pki, 'rsa.p12'), keyFile);
    let server = await authority.start('conflicts');
    const port = Number(new URL(server.url).port);
    const office = await TestDevice.enrol(server.url, 'brandt', demoPassword);
    await office.pull();
    const akte = await layOutDisputes(office, writeBrandschutzLetter());

    let [brandt, yildiz] = await bothStart('brandt', 'yildiz');
    for (const [desk, name] of [
      [brandt, 'brandt'],
      [yildiz, 'yildiz'],
    ] as const) {
      await setUp(desk.page, { server: server.url, name, kennwort: demoPassword, passphrase });
      await expectAllSent(desk.page);
      await packAkte(desk.page, akte);
    }
    await jumpTo(yildiz.page, laid.strittig.titel);
    await expect(yildiz.page.getByText(/Offline gepackt von Sabine Brandt seit/)).toBeVisible();
    for (const { page } of [brandt, yildiz]) await expectAllSent(page);
    await server.end('SIGKILL');

    // First day: the same field, the same list, the same letter, the same document.
    await workDayOne(brandt, { telefon: '0341 555 0101', partei: 'Kita Am Anger', ort: laid.ortA.titel });
    await workDayOne(yildiz, { telefon: '0341 555 0202', partei: 'Kita Am Markt', ort: laid.ortB.titel });
    [brandt, yildiz] = await nextDay([brandt, yildiz]);

    // Second day: one signs and closes, the other goes on; both write in what the office will take away from them.
    await openDokument(brandt.page);
    await sign(brandt, { keyFile, password: 'test', visible: false });
    await closeVorgang(brandt.page, laid.zu.titel);
    await jumpTo(yildiz.page, laid.zu.titel);
    await editField(yildiz.page, 'Bemerkung', 'Unterlagen kamen am zweiten Tag.');
    await jumpTo(brandt.page, laid.fremd);
    await editField(brandt.page, 'Bemerkung', 'Ortstermin am zweiten Tag.');
    [brandt, yildiz] = await nextDay([brandt, yildiz]);

    // Third day: both write down what happened.
    await addVermerk(brandt.page, 'Brandt am dritten Tag');
    await addVermerk(yildiz.page, 'Yıldız am dritten Tag');

    // What the line at the bottom says of her last act, and offers to take back, holds until the office answers.
    await editField(brandt.page, 'Bemerkung', 'Rückruf am dritten Tag.');
    const line = brandt.page.locator('.notice');
    await expect(line.getByRole('button', { name: 'Rückgängig' })).toBeVisible();

    // Home again. The Bauamt has taken its Akte back meanwhile.
    for (const { app } of [brandt, yildiz]) await pullCable(app);
    server = await authority.start('conflicts', { port });
    await withdraw(server.url);
    await plugCable(brandt.app);
    await expectRejected(brandt.page, 'Ortstermin am zweiten Tag');
    await expect(brandt.page.getByText('Helfen kann: Mehmet Yıldız')).toBeVisible();
    await expect(line).toContainText('Eine Änderung wurde nicht angenommen.');
    await expect(line.getByRole('button', { name: 'Rückgängig' })).toHaveCount(0);
    await expect(line.getByRole('button', { name: 'Zum Ausgang' })).toBeVisible();
    await plugCable(yildiz.app);
    await expectRejected(yildiz.page, 'Unterlagen kamen am zweiten Tag');
    // He leads the Jugendamt: he is not sent to himself.
    await expect(yildiz.page.getByText(/Helfen kann/)).toHaveCount(0);

    // Shown to both: field and filing as cards, the document as competing Versionen, the list as if nothing had been.
    for (const { page } of [brandt, yildiz]) {
      await goTo(page, 'Konflikte');
      await expect(page.getByText(/Konflikt \d von 2/)).toBeVisible({ timeout: 60_000 });
      await showKarte(page, 'Vorgang');
      await expect(page.getByText(laid.ortA.titel).first()).toBeVisible();
      await expect(page.getByText(laid.ortB.titel).first()).toBeVisible();
    }
    await lookAtKarten(brandt);

    // Both decide the field, apart and differently: the second decision is a new card.
    for (const desk of [brandt, yildiz]) await pullCable(desk.app);
    await decide(brandt.page, 'Telefon', '2');
    await decide(yildiz.page, 'Telefon', '1');
    await plugCable(brandt.app);
    await expect
      .poll(() => countKonflikte(authority.dataFolder), { timeout: 60_000 })
      .toEqual({ offen: 1, entschieden: 1 });
    await plugCable(yildiz.app);
    await expect
      .poll(() => countKonflikte(authority.dataFolder), { timeout: 60_000 })
      .toEqual({ offen: 2, entschieden: 1 });
    await goTo(yildiz.page, 'Konflikte');
    await decide(yildiz.page, 'Telefon', '1');
    await decide(brandt.page, 'Vorgang', '1');
    for (const { page } of [brandt, yildiz])
      await expect(page.getByText('Kein Konflikt', { exact: true })).toBeVisible({ timeout: 60_000 });

    await jumpTo(brandt.page, laid.strittig.titel);
    await openDokument(brandt.page);
    await expect(brandt.page.getByText(/2 konkurrierende Fassungen/).first()).toBeVisible();
    await brandt.page.getByRole('button', { name: /Fassung \d soll gelten/ }).click();
    await expect(brandt.page.getByText('führend').first()).toBeVisible();

    // What was refused becomes a Vermerk where both may still write.
    for (const { page } of [brandt, yildiz]) await keepAsVermerk(page, laid.strittig.titel);
    for (const { page } of [brandt, yildiz]) await expectAllSent(page);

    // The history tells it, the same on both sides.
    await expect.poll(() => sameHistories(brandt.page, yildiz.page), { timeout: 60_000 }).toBe('same');
    const history = await readHistory(brandt.page);
    for (const told of [
      /Konflikt\s*Telefon: „0341 555 0202“ \(Mehmet Yıldız\) gegen „0341 555 0101“ \(Sabine Brandt\)/,
      /Konflikt entschieden\s*Telefon: „0341 555 0202“ gilt/,
      /Konflikt entschieden\s*Telefon: „0341 555 0101“ gilt/,
      /Führende Fassung gewählt/,
      /Unterschrift/,
      /Brandt am dritten Tag/,
      /Yıldız am dritten Tag/,
      /Ortstermin am zweiten Tag/,
      /Unterlagen kamen am zweiten Tag/,
    ])
      expect(history).toMatch(told);

    await expectDatabaseAgrees(authority.dataFolder, [brandt.page, yildiz.page]);
    for (const desk of [brandt, yildiz]) await quitWorkstation(desk);
  });
});

async function bothStart(...names: readonly [string, string]): Promise<[Workstation, Workstation]> {
  const [one, two] = [await startWorkstation(`conflicts-${names[0]}`), await startWorkstation(`conflicts-${names[1]}`)];
  return [one, two];
}

/** In the evening both go home, in the morning both unlock: nothing of the day before is lost. */
async function nextDay(desks: readonly [Workstation, Workstation]): Promise<[Workstation, Workstation]> {
  await Promise.all(desks.map(quitWorkstation));
  const both = await bothStart('brandt', 'yildiz');
  for (const { page } of both) {
    await unlock(page, passphrase);
    await expectOffline(page);
    await jumpTo(page, laid.strittig.titel);
  }
  return both;
}

async function workDayOne(
  { page }: Workstation,
  { telefon, partei, ort }: { readonly telefon: string; readonly partei: string; readonly ort: string },
): Promise<void> {
  await expectOffline(page);
  await jumpTo(page, laid.strittig.titel);
  await editField(page, 'Telefon', telefon);
  const form = page.getByRole('form', { name: 'Angaben' });
  const before = await form.getByLabel('Beteiligte', { exact: true }).inputValue();
  await editField(page, 'Beteiligte', `${before}\n${partei}`);
  await openDokument(page);
  await stampEingang(page);
  await goTo(page, 'Posteingang');
  await page.getByRole('row', { name: new RegExp(brief) }).click();
  await page.getByRole('button', { name: 'Zu Vorgang ablegen …' }).click();
  await pickVorgang(page, ort, 'Hierher ablegen');
}

async function pickVorgang(page: Page, titel: string, go: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Vorgang suchen').fill(titel);
  await dialog.getByRole('row').filter({ hasText: titel }).first().click();
  await dialog.getByRole('button', { name: go }).click();
  await expect(dialog).toBeHidden();
}

async function openDokument(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: 'Dokumente' })
    .getByRole('button', { name: new RegExp(bescheid) })
    .click();
}

async function closeVorgang(page: Page, titel: string): Promise<void> {
  await jumpTo(page, titel);
  await page.getByRole('button', { name: 'Zu den Akten …' }).click();
  const reason = page.getByLabel('Grund, trotzdem abzuschließen');
  await expect(page.getByRole('dialog').getByText('Aussonderbar ab')).toBeVisible();
  if (await reason.isVisible()) await reason.fill('Erledigt');
  await page.getByRole('dialog').getByRole('button', { name: 'Zu den Akten', exact: false }).first().click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function addVermerk(page: Page, text: string): Promise<void> {
  await page.getByLabel('Neuer Vermerk').fill(text);
  await page.getByRole('button', { name: 'Vermerk hinzufügen' }).click();
  await expect(page.getByText('Vermerk hinzugefügt').first()).toBeVisible();
}

/** The Bauamt puts both Vorgaenge of its Akte into its own hands: the right of the Jugendamt ends. */
async function withdraw(url: string): Promise<void> {
  const nowak = await TestDevice.enrol(url, 'nowak', demoPassword);
  await nowak.pull();
  const own = [...nowak.records.values()].filter(({ art, akte }) => art === 'vorgang' && akte === 'akte-bauamt-900');
  expect(own.length).toBeGreaterThan(0);
  for (const { id, akte, rev } of own) {
    const set = { bearbeitung: 'p-nowak' };
    const ent = { art: 'vorgang' as const, id };
    await nowak.do({ intent: 'edit-vorgang', ent, akte, base: { bearbeitung: rev }, set });
  }
}

async function expectRejected(page: Page, value: string): Promise<void> {
  await goTo(page, 'Ausgang');
  const row = page.getByRole('row').filter({ hasText: 'nicht angenommen' });
  await expect(row).toHaveCount(1, { timeout: 90_000 });
  await row.click();
  await expect(page.getByText(value).first()).toBeVisible();
}

async function keepAsVermerk(page: Page, titel: string): Promise<void> {
  await goTo(page, 'Ausgang');
  await page.getByRole('row').filter({ hasText: 'nicht angenommen' }).click();
  await page.getByRole('button', { name: 'Als Vermerk ablegen …' }).click();
  await pickVorgang(page, titel, 'Vermerk ablegen');
}

/** Goes to the card of a field by the arrow keys. */
async function showKarte(page: Page, feld: string): Promise<void> {
  const shown = page.getByText(`Feld „${feld}“`);
  for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowLeft']) {
    if (await shown.isVisible()) return;
    await page.keyboard.press(key);
    await shown.waitFor({ timeout: 2_000 }).catch(() => undefined);
  }
  await expect(shown).toBeVisible();
}

async function decide(page: Page, feld: string, key: '1' | '2'): Promise<void> {
  await goTo(page, 'Konflikte');
  await expect(page.getByText(/Konflikt \d von/)).toBeVisible({ timeout: 60_000 });
  await showKarte(page, feld);
  await page.keyboard.press(key);
  await expect(page.getByText(`Konflikt entschieden: ${feld}`).first()).toBeVisible();
}

async function lookAtKarten(desk: Workstation): Promise<void> {
  const { app, page } = desk;
  await sizeWindow(app, page, 1);
  await showKarte(page, 'Telefon');
  await lookAt(page, 'konflikt-feld-de');
  await showKarte(page, 'Vorgang');
  await lookAt(page, 'konflikt-ablage-de');
  await chooseLanguage(page, 'en');
  await page.keyboard.press('Alt+4');
  await lookAt(page, 'konflikt-feld-en');
  await chooseLanguage(page, 'de');
  await page.keyboard.press('Alt+4');
  await sizeWindow(app, page, 2);
  await lookAtZoomed(app, page, 'zoom/konflikt-feld-de');
  await sizeWindow(app, page, 1);
}

/** Every line of the history, without what is only said of unsent ones. */
async function readHistory(page: Page): Promise<string> {
  await jumpTo(page, laid.strittig.titel);
  const lines = await page.locator('.history > li').allInnerTexts();
  return lines.map((line) => line.replaceAll(/\s+/g, ' ')).join('\n');
}

async function sameHistories(one: Page, two: Page): Promise<string> {
  const [first, second] = [await readHistory(one), await readHistory(two)];
  return first === second ? 'same' : `${first}\n---\n${second}`;
}

async function countKonflikte(dataFolder: string): Promise<Record<string, number>> {
  const rows = await askDatabase(dataFolder, async (db) => {
    const sql = `select d -> 'felder' ->> 'status' as status, count(*)::int as n from datensatz where art = 'konflikt' group by 1`;
    return (await db.query<{ status: string; n: number }>(sql)).rows;
  });
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

/** Past the server and the screens: what the database holds is what both show, and every operation was decided once. */
async function expectDatabaseAgrees(dataFolder: string, pages: readonly Page[]): Promise<void> {
  const { felder, ablage, holes, doubles, akte } = await askDatabase(dataFolder, async (db) => {
    const one = async (sql: string, values: readonly string[] = []) => (await db.query(sql, [...values])).rows[0];
    return {
      felder: (
        await one(`select d -> 'felder' as f from datensatz where art = 'vorgang' and id = $1`, [laid.strittig.id])
      ).f as Record<string, unknown>,
      ablage: (
        await one(`select d -> 'felder' ->> 'vorgang' as v from datensatz where art = 'dokument' and id = 'd-brief'`)
      ).v,
      akte: (await one(`select akte from datensatz where art = 'dokument' and id = 'd-brief'`)).akte,
      holes: (await db.query('select dev from operation group by dev having count(*) <> max(n)')).rows,
      doubles: (
        await db.query(
          'select 1 from log where dev is not null and fuer is null group by dev, n, art, rid having count(*) > 1',
        )
      ).rows,
    };
  });
  expect(felder.telefon).toBe('0341 555 0202');
  expect(felder.beteiligte).toEqual(['Familie Sommer', 'Kita Am Anger', 'Kita Am Markt']);
  expect([ablage, akte, holes, doubles]).toEqual([laid.ortB.id, 'akte-jugendamt-002', [], []]);
  expect(await countKonflikte(dataFolder)).toEqual({ entschieden: 3 });
  for (const page of pages) {
    await jumpTo(page, laid.strittig.titel);
    const form = page.getByRole('form', { name: 'Angaben' });
    await expect(form.getByLabel('Telefon', { exact: true })).toHaveValue(String(felder.telefon));
    await expect(form.getByLabel('Beteiligte', { exact: true })).toHaveValue(
      (felder.beteiligte as string[]).join('\n'),
    );
    await jumpTo(page, laid.ortB.titel);
    await expect(page.getByRole('region', { name: 'Dokumente' }).getByText(brief)).toBeVisible();
  }
}
