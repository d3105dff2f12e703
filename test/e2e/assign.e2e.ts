import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeWords } from '../fixtures/words-pdf.ts';
import { startWorkstation } from '../workstation/app.ts';
import { expectAllSent, goTo, importPdf, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';

const passphrase = 'zwei Postfächer am falschen Gang';
const titel = 'Beschwerde über den Wochenmarkt';

test.describe('@casework @zuweisen', () => {
  const authority = stageAuthority();

  test('A65: what came to the wrong Einheit is handed out; the other workstation sees it, and its history names who and where', async () => {
    const server = await authority.start('zuweisen');
    const [nowak, hoffmann] = await Promise.all([
      startWorkstation('zuweisen-nowak'),
      startWorkstation('zuweisen-hoffmann'),
    ]);
    for (const [desk, name] of [
      [nowak, 'nowak'],
      [hoffmann, 'hoffmann'],
    ] as const)
      await setUp(desk.page, { server: server.url, name, kennwort: demoPassword, passphrase });
    await expectAllSent(nowak.page);
    await expectAllSent(hoffmann.page);
    await importPdf(nowak, { file: writeLetter(), titel, absender: 'Marktverein' });

    await nowak.page.getByRole('row', { name: titel }).click();
    await nowak.page.getByRole('button', { name: 'Zuweisen an Einheit …' }).click();
    const dialog = nowak.page.getByRole('dialog');
    // Nothing is chosen beforehand, and her own Einheit is none of them.
    await expect(dialog.getByRole('button', { name: 'Zuweisen', exact: true })).toBeDisabled();
    await expect(dialog.getByRole('option', { name: 'Bauaufsicht' })).toHaveCount(0);
    await dialog.getByLabel('Einheit').selectOption({ label: 'Ordnungsamt' });
    await dialog.getByRole('button', { name: 'Zuweisen', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(nowak.page.getByRole('row', { name: titel })).toHaveCount(0);
    await expectAllSent(nowak.page);

    await goTo(hoffmann.page, 'Posteingang');
    await hoffmann.page.getByRole('row', { name: titel }).dblclick({ timeout: 60_000 });
    await expect(hoffmann.page.getByRole('heading', { level: 1, name: titel })).toBeVisible();
    const line = hoffmann.page.getByRole('listitem').filter({ hasText: 'Zugewiesen an: „leer“ → „Ordnungsamt“' });
    await expect(line.filter({ hasText: 'Tomasz Nowak' }).first()).toBeVisible({ timeout: 30_000 });
  });
});

function writeLetter(): string {
  const file = path.join(stageFolder('zuweisen-files'), 'beschwerde.pdf');
  writeFileSync(file, writeWords([{ lines: ['Beschwerde über den Wochenmarkt'] }]));
  return file;
}
