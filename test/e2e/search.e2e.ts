import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writeWords } from '../fixtures/words-pdf.ts';
import { endLeftWorkstations, quitWorkstation, startWorkstation } from '../workstation/app.ts';
import { plugCable, pullCable } from '../workstation/cable.ts';
import { TestDevice } from '../workstation/device.ts';
import { expectAllSent, expectOffline, fileTo, importPdf, jumpTo, packAkte, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder, startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';
import { huntPlaintext } from './plaintext-hunt.ts';

const akte = 'Großtagespflege';
const zeichen = '63.04.900/2026-1';
const titel = 'Lärmprüfung Eichenallee';
const body = {
  compound: 'Schallschutzgutachten',
  umlaut: 'Gänseblümchenwiese',
  phrase: 'Wand aus Findlingen',
  scan: 'Kirchspielarchivblatt',
};
const passphrase = 'drei Ordner unter dem Fensterbrett';

test.describe('@search', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
  });

  test('words of files are found offline, are gone after a revoke, and stand readable nowhere on the disk', async () => {
    test.setTimeout(420_000);
    server = await startStageServer('search');
    const desk = await startWorkstation('search');
    const { page, app } = desk;
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    await packAkte(page, akte);
    await importPdf(desk, { file: writeFile(), titel, absender: 'Ingenieurbüro Wohlgemuth' });
    await fileTo(page, titel, zeichen);
    await expectAllSent(page);

    await page.keyboard.press('Control+f');
    await pullCable(app);
    await jumpTo(page, 'Jetzt abgleichen');
    await expectOffline(page);
    // Asked before the words are read: the list follows when they are.
    await look(page, body.compound);
    await expectHit(page, body.compound, 120_000);
    // A part of a compound, umlauts both ways, a phrase, the Zeichen.
    await look(page, 'gutachten eichenallee');
    await expectHit(page, body.compound);
    for (const words of ['Gaensebluemchenwiese', 'Ganseblumchenwiese', 'gänseblümchen']) {
      await look(page, words);
      await expectHit(page, body.umlaut);
    }
    await look(page, `"${body.phrase}"`);
    await expectHit(page, body.phrase);
    await look(page, `${zeichen} findlingen`);
    await expectHit(page, 'Findlingen');
    // A typing error: said, and shown in the right spelling.
    await look(page, 'Schallschutzgutahcten');
    await expect(page.getByText(/ähnliche Schreibweisen: „Schallschutzgutachten“/)).toBeVisible();
    await look(page, body.scan);
    await expect(page.getByRole('row', { name: new RegExp(titel) }).getByText('im Scan-Text')).toBeVisible();
    await look(page, 'Quastenflosser');
    await expect(page.getByText('Nichts gefunden')).toBeVisible();

    // The own Posteingang bears its name, not a number as if it was an Akte.
    const places = page.getByLabel('Akte', { exact: true }).getByRole('option', { name: 'Posteingang' });
    await expect(places).toHaveText(['Posteingang Jugendamt']);

    // What was found can be taken along: what it loads is said before.
    await look(page, body.compound);
    await expectHit(page, body.compound);
    await page.getByRole('button', { name: 'Treffer packen …' }).click();
    const packing = page.getByRole('dialog', { name: 'Treffer packen' });
    await expect(packing.getByText(/Noch .+ zu laden, insgesamt .+ mit allen Fassungen\./)).toBeVisible();
    await packing.getByRole('button', { name: 'Treffer packen' }).click();
    // It is here already: nothing is said to be loaded.
    await expect(page.getByText('Alles davon liegt schon auf diesem Gerät und bleibt hier.')).toBeVisible();

    // By keyboard alone: to the list, Enter, the page with the words, and back to the results.
    await look(page, body.umlaut);
    await expectHit(page, body.umlaut);
    await page.getByRole('grid', { name: 'Treffer' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: titel })).toBeVisible();
    await expect(page.getByText('Seite 2 / 3').first()).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('Control+f');
    await expectHit(page, body.umlaut);

    // The colleague takes the last Vorgang out of these hands: what is on the screen goes too.
    await plugCable(app);
    await takeAway(server.url);
    await jumpTo(page, 'Jetzt abgleichen');
    await expect(page.getByText('Nichts gefunden')).toBeVisible({ timeout: 120_000 });
    await look(page, body.compound);
    await expect(page.getByText('Nichts gefunden')).toBeVisible();

    await quitWorkstation(desk);
    const hunt = await huntPlaintext([desk.profile], [...Object.values(body), titel]);
    expect(hunt.hits).toEqual([]);
    expect(hunt.bytes).toBeGreaterThan(500_000);
  });
});

function writeFile(): string {
  const file = path.join(stageFolder('search-files'), 'pruefung.pdf');
  const pages = [
    { lines: [`Das ${body.compound} liegt vor.`] },
    { lines: [`Die ${body.umlaut} bleibt frei,`, `gebaut wird eine ${body.phrase}.`] },
    { lines: [body.scan], mode: 3, picture: [0, 0, 595, 842] },
  ] as const;
  writeFileSync(file, writeWords(pages));
  return file;
}

async function look(page: Page, words: string): Promise<void> {
  const field = page.getByRole('searchbox', { name: 'Suchbegriffe' });
  await field.fill(words);
  await field.press('Enter');
}

async function expectHit(page: Page, word: string, timeout = 20_000): Promise<void> {
  const row = page.getByRole('row', { name: new RegExp(titel) });
  await expect(row.locator('mark').filter({ hasText: word }).first()).toBeVisible({ timeout });
}

/** Hands every Vorgang that made the Akte visible to this person back to the office that leads it. */
async function takeAway(url: string): Promise<void> {
  const colleague = await TestDevice.enrol(url, 'nowak', demoPassword);
  await colleague.pull();
  const vorgaenge = [...colleague.records.values()].filter(
    ({ art, akte: of, felder }) => art === 'vorgang' && of === 'akte-bauamt-900' && felder.bearbeitung === 'p-brandt',
  );
  expect(vorgaenge.length).toBeGreaterThan(0);
  for (const { id, akte: of, rev } of vorgaenge) {
    const result = await colleague.do({
      intent: 'edit-vorgang',
      ent: { art: 'vorgang', id },
      akte: of,
      base: { bearbeitung: rev },
      set: { bearbeitung: 'p-nowak' },
    });
    expect(result.status).toBe('ok');
  }
}
