import { expect, type Page, test } from '@playwright/test';
import { startWorkstation } from '../workstation/app.ts';
import { plugCable, pullCable } from '../workstation/cable.ts';
import { TestDevice } from '../workstation/device.ts';
import { expectAllSent, expectOffline, goTo, jumpTo, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { lookAt, lookAtZoomed, sizeWindow } from './look-at.ts';

const passphrase = 'neun Fristen im Kalender';
const vorgang = 'vorgang-bauamt-900-1';

test.describe('@casework', () => {
  const authority = stageAuthority();

  test('a Frist is set with its derivation, computed again offline when service changed, and a colleague sees both', async () => {
    const server = await authority.start('fristen');
    const nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
    await nowak.pull();
    const titel = String(nowak.records.get(`vorgang/${vorgang}`)?.felder.geschaeftszeichen);
    const fristen = async () => {
      await nowak.pull();
      const found = [...nowak.records.values()].filter(
        ({ art, felder }) => art === 'frist' && felder.vorgang === vorgang,
      );
      return found.map(({ felder }) => felder).sort((a, b) => String(a.zeit).localeCompare(String(b.zeit)));
    };

    const { page, app } = await startWorkstation('fristen');
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    await jumpTo(page, titel);

    // Connected: the derivation stands beside the form while it is typed.
    await page.getByRole('button', { name: 'Frist setzen …' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('Es fehlt: Land der Behörde.')).toBeVisible();
    await dialog.getByLabel('Land der Behörde').selectOption('Nordrhein-Westfalen');
    await expect(dialog.getByText('Ohne Ab-Vermerk oder Zustellungsnachweis')).toBeVisible();
    await dialog.getByLabel('Bezeichnung').fill('Widerspruchsfrist Bauvorbescheid');
    await dialog.getByLabel('Verfahrensrecht').selectOption('VwVfG des Landes');
    await dialog.getByLabel('Tag der Aufgabe zur Post').fill('02.03.2026');
    await expect(dialog.getByText('Gilt 4 Tage danach als bekannt gegeben: Fr, 06.03.2026.')).toBeVisible();
    await expect(dialog.getByText('Dienstag, 07.04.2026')).toBeVisible();
    await expect(dialog.getByText(/Ostermontag/)).toBeVisible();
    await lookAt(page, 'frist-setzen');
    await dialog.getByRole('button', { name: 'Frist setzen', exact: true }).click();
    await expect(sidePanel(page).getByText('Widerspruchsfrist Bauvorbescheid').first()).toBeVisible();
    await expectAllSent(page);
    await expect.poll(fristen).toMatchObject([{ ende: '2026-04-07', von: 'p-brandt', ersetzt: null, status: 'offen' }]);

    // Offline: the letter came later than the law assumes.
    await pullCable(app);
    await jumpTo(page, 'Jetzt abgleichen');
    await expectOffline(page);
    await page.getByRole('button', { name: 'Widerspruchsfrist Bauvorbescheid: Erledigt …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Neu berechnen …' }).click();
    await dialog.getByLabel('Nachweislich später zugegangen am').fill('12.03.2026');
    await expect(dialog.getByText('Nachweislich erst am Do, 12.03.2026 zugegangen')).toBeVisible();
    await dialog.getByRole('button', { name: 'Frist setzen', exact: true }).click();
    await expect(sidePanel(page).getByText('aufgehoben', { exact: true })).toBeVisible();
    await expect(sidePanel(page).getByText('Mo, 13.04.2026').first()).toBeVisible();
    await goTo(page, 'Ausgang');
    await expect(page.getByText('Frist gesetzt').first()).toBeVisible();
    expect((await fristen()).length).toBe(1);
    await plugCable(app);
    await expectAllSent(page);
    await expect.poll(fristen).toMatchObject([
      { ende: '2026-04-07', status: 'offen' },
      { ende: '2026-04-13', zugang: '2026-03-12', status: 'offen' },
    ]);
    const [first, second] = await fristen();
    expect(second?.ersetzt).toEqual(expect.any(String));
    expect(first?.ersetzt).toBeNull();

    // Kept: the colleague reads it, and the list of what runs is shorter.
    await goTo(page, 'Fristen');
    await expect(page.getByRole('row', { name: /Widerspruchsfrist Bauvorbescheid/ })).toHaveCount(1);
    await page.getByRole('button', { name: 'Monat' }).click();
    await page.getByRole('table').getByRole('button', { pressed: true }).press('PageUp');
    await page.getByRole('table').getByRole('button', { pressed: true }).press('ArrowLeft');
    await expect(page.getByRole('table').getByRole('button', { pressed: true })).toBeFocused();
    await lookAtZoomed(app, page, 'fristen-monat');
    await jumpTo(page, titel);
    await page.getByRole('button', { name: 'Widerspruchsfrist Bauvorbescheid: Erledigt …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Erledigt', exact: true }).click();
    await expect(sidePanel(page).getByText('erledigt', { exact: true })).toBeVisible();
    await expectAllSent(page);
    await expect.poll(async () => (await fristen())[1]).toMatchObject({ status: 'erledigt', erledigtVon: 'p-brandt' });

    // A day that somebody typed before there were Fristen becomes one; the Vorgang lists it once, also after the exchange.
    await typeDay(nowak);
    await expect(sidePanel(page).getByText('Frist (von Hand)')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Als Frist übernehmen …' }).click();
    await dialog.getByLabel('Bezeichnung').fill('Zusage an den Anwalt');
    await dialog.getByRole('button', { name: 'Frist setzen', exact: true }).click();
    await expect(sidePanel(page).getByText('Zusage an den Anwalt', { exact: true })).toBeVisible();
    await expect(sidePanel(page).getByText('Frist (von Hand)')).toBeHidden();
    await expectAllSent(page);
    await expect
      .poll(async () => (await fristen()).at(-1))
      .toMatchObject({ ereignis: '2027-03-10', kanal: 'festgesetzt' });
    await expect(sidePanel(page).getByText('Frist (von Hand)')).toBeHidden();

    // The Wiedervorlage in two clicks.
    await page.getByRole('button', { name: 'In 1 Woche' }).click();
    await expectAllSent(page);
    const seen = async () => {
      await nowak.pull();
      return nowak.records.get(`vorgang/${vorgang}`)?.felder.wiedervorlage;
    };
    await expect.poll(seen).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});

/** As a workstation of an earlier release does it. */
async function typeDay(device: TestDevice): Promise<void> {
  await device.pull();
  const record = device.records.get(`vorgang/${vorgang}`);
  const outcome = await device.do({
    ...{ intent: 'edit-vorgang', ent: { art: 'vorgang', id: vorgang }, akte: record?.akte ?? null },
    ...{ base: { frist: record?.rev ?? 0 }, set: { frist: '2027-03-10' } },
  });
  expect(outcome.status).toBe('ok');
}

function sidePanel(page: Page) {
  return page.getByRole('complementary', { name: 'Vorgang' });
}
