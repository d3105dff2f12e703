import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cruiseImports } from '../../build/cruise-imports.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-imports-'));
const copied = ['shared', 'electron', 'renderer', 'server', '.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'];

const write = (name: string, text: string): void => {
  mkdirSync(path.join(copy, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(copy, name), text);
};

beforeAll(() => {
  for (const name of copied) cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  execFileSync('git', ['init', '--quiet'], { cwd: copy });
  write('shared/seeded-forbidden.ts', "import { a } from '../server/seeded-a.ts';\nexport const b = a;\n");
  write('server/seeded-a.ts', "import { c } from './seeded-c.ts';\nexport const a = (): unknown => c;\n");
  write('server/seeded-c.ts', "import { a } from './seeded-a.ts';\nexport const c = (): unknown => a;\n");
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('imports point one way: a forbidden import and a cycle are both reported', () => {
  const { violations } = cruiseImports(copy);
  expect(violations.join('\n')).toMatch(
    /shared may import shared: shared\/seeded-forbidden\.ts -> server\/seeded-a\.ts/,
  );
  expect(violations.join('\n')).toMatch(/no cycles: server\/seeded-/);
});

test('the cruise sees every file that git lists', () => {
  const { cruised, missing } = cruiseImports(copy);
  expect(missing).toEqual([]);
  expect(cruised).toBeGreaterThan(3);
  expect(existsSync(path.join(copy, 'shared/errors.ts'))).toBe(true);
});
