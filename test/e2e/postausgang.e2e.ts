import { expect, type Page, test } from '@playwright/test';
import { startWorkstation } from '../workstation/app.ts';
import { plugCable, pullCable } from '../workstation/cable.ts';
import { TestDevice } from '../workstation/device.ts';
import { expectAllSent, expectOffline, jumpTo, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';

const passphrase = 'zwei Briefmarken auf dem Umschlag';
const vorgang = 'vorgang-bauamt-900-1';

test.describe('@casework @versand', () => {
  const authority = stageAuthority();

  test('what leaves is noted with its Ab-Vermerk, online and offline, and starts the Frist', async () => {
    const server = await authority.start('versand');
    const nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
    await nowak.pull();
    const { felder } = nowak.records.get(`vorgang/${vorgang}`)!;
    const zeichen = String(felder.geschaeftszeichen);
    const [beteiligter] = felder.beteiligte as readonly string[];
    const sent = async () => {
      await nowak.pull();
      const found = [...nowak.records.values()].filter(({ art }) => art === 'postausgang');
      return found.map(({ felder }) => felder).sort((a, b) => String(a.zeit).localeCompare(String(b.zeit)));
    };
    const desk = await startWorkstation('versand');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    await jumpTo(page, zeichen);
    await page.locator('.doc-row').first().click();

    await dispatch(
      page,
      { weg: 'Brief mit der Post', tag: '02.03.2026', an: 'Jörg Müller\nRA Dr. von der Heyden' },
      beteiligter,
    );
    await expect(page.getByText('Jörg Müller, RA Dr. von der Heyden').first()).toBeVisible();
    await expectAllSent(page);
    await expect.poll(sent).toMatchObject([{ weg: 'post', abVermerk: '2026-03-02', von: 'p-brandt', zugang: null }]);

    // Without a connection: one more, with proof of its receipt; a day that cannot be is told.
    await pullCable(app);
    await jumpTo(page, 'Jetzt abgleichen');
    await expectOffline(page);
    await dispatch(page, { weg: 'Zustellungsurkunde (PZU)', tag: '03.03.2026', an: 'Bauherrin Aylin Albrecht' });
    await page.getByRole('button', { name: 'Zugang oder Rücklauf vermerken: Bauherrin Aylin Albrecht' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nachweislich zugegangen am').fill('01.03.2026');
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await expect(dialog.getByText('Kennung: frist-day-invalid')).toBeVisible();
    await dialog.getByLabel('Nachweislich zugegangen am').fill('05.03.2026');
    await dialog.getByLabel(/^Nachweis,/).fill('PZU 4711, Blatt 14');
    await lookAt(page, 'versand-zugang-de');
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await expect(page.getByText(/^zugegangen .*05\.03\.2026$/)).toBeVisible();
    await lookAtAll(desk, 'versand', () =>
      page.getByRole('heading', { name: /^(Versand|Dispatch)$/ }).scrollIntoViewIfNeeded(),
    );

    // What left starts the Frist: chosen, not typed again.
    await page.getByRole('button', { name: 'Zum Vorgang, Frist setzen …' }).click();
    await dialog.getByLabel('Land der Behörde').selectOption('Nordrhein-Westfalen');
    await dialog.getByLabel('Verfahrensrecht').selectOption('VwVfG des Landes');
    const choice = dialog.getByLabel('Versand, der die Frist auslöst');
    const letter = await choice.locator('option').filter({ hasText: 'Brief mit der Post' }).getAttribute('value');
    await choice.selectOption(String(letter));
    await expect(dialog.getByText('Dienstag, 07.04.2026')).toBeVisible();
    await lookAt(page, 'frist-aus-versand-de');
    await dialog.getByRole('button', { name: 'Frist setzen', exact: true }).click();
    await expect(dialog).toBeHidden();
    expect((await sent()).length).toBe(1);

    await plugCable(app);
    await jumpTo(page, 'Jetzt abgleichen');
    await expectAllSent(page);
    await expect
      .poll(sent)
      .toMatchObject([{ weg: 'post' }, { weg: 'pzu', zugang: '2026-03-05', nachweis: 'PZU 4711, Blatt 14' }]);
    const fristen = [...nowak.records.values()].filter(
      ({ art, felder }) => art === 'frist' && felder.vorgang === vorgang,
    );
    expect(fristen.map(({ felder }) => [felder.ereignis, felder.ende])).toEqual([['2026-03-02', '2026-04-07']]);
  });
});

/** `offered`: one who takes part in the Vorgang and is put in by a button; what is typed afterwards takes its place. */
async function dispatch(
  page: Page,
  { weg, tag, an }: { weg: string; tag: string; an: string },
  offered?: string,
): Promise<void> {
  await page.getByRole('button', { name: 'Versand vermerken …' }).click();
  const dialog = page.getByRole('dialog');
  const names = dialog.getByLabel('Empfänger, einer je Zeile');
  if (offered !== undefined) {
    await expect(names).toHaveValue('');
    await dialog.getByRole('button', { name: `An ${offered}` }).click();
    await expect(names).toHaveValue(offered);
    // A second press adds nobody, and what a button put in is input, too (H32).
    await dialog.getByRole('button', { name: `An ${offered}` }).click();
    await expect(names).toHaveValue(offered);
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Weiter bearbeiten' }).click();
  }
  await dialog.getByLabel('Versandweg').selectOption(weg);
  await dialog.getByLabel(/^Ab am/).fill(tag);
  await names.fill(an);
  await dialog.getByRole('button', { name: 'Vermerken' }).click();
  await expect(dialog).toBeHidden();
}
