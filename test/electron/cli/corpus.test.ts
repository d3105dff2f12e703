import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const candidates = [process.env.AKTENTASCHE_CORPUS ?? '', '../shared/corpus', '../../shared/corpus'];
const isThere = candidates.some((folder) => folder !== '' && existsSync(path.resolve(root, folder)));
if (!isThere) console.warn('SKIPPED: no corpus beside the repository (set AKTENTASCHE_CORPUS)');

test.skipIf(!isThere)(
  'P4, P7: every corpus file is written or refused with a code, and strangers agree (skipped without ../shared/corpus)',
  async () => {
    const { stdout } = await promisify(execFile)('node', ['build/corpus.mjs'], { cwd: root, maxBuffer: 1 << 24 });
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^[1-9]\d* passed, 0 failed$/);
  },
  180_000,
);
