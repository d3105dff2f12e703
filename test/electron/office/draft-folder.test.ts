import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { officeBase, safeFileName } from '../../../electron/office/draft-folder.ts';
import { tempFolder } from '../temp-folder.ts';

test('O10: no title leads anywhere or is a name that a system keeps for itself', () => {
  expect(safeFileName('../../etc/passwd', 'odt')).toBe('etc passwd.odt');
  expect(safeFileName('C:\\x|y?"z*', 'docx')).toBe('C x y z.docx');
  expect(safeFileName('nul', 'odt')).toBe('Entwurf nul.odt');
  expect(safeFileName('~$Bescheid', 'odt')).toBe('Bescheid.odt');
  expect(safeFileName('\u202etdo.exe', 'odt')).toBe('tdo.exe.odt');
  expect(safeFileName(' . ', 'odt')).toBe('Entwurf.odt');
  expect(safeFileName('ä'.repeat(300), 'odt').length).toBeLessThan(90);
});

test("O10: the memory of the session is used only when it is the person's own", async () => {
  const root = await tempFolder();
  const own = path.join(root, 'run');
  await mkdir(own, { mode: 0o700 });
  const at = (runtimeFolder: string | undefined, wanted?: string) => officeBase('/profil', { wanted, runtimeFolder });
  expect(await at(own)).toMatch(new RegExp(`^${own}/aktentasche-[0-9a-f]{12}$`));
  await chmod(own, 0o755);
  expect(await at(own)).toBe('/profil/entwuerfe');
  expect(await at(undefined)).toBe('/profil/entwuerfe');
  expect(await at(own, '/var/entwurf')).toMatch(/^\/var\/entwurf\/aktentasche-/);
});
