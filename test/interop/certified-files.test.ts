import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { edited, later } from '../attacks/attack.ts';
import { at, formObject, letter, streamObject } from '../attacks/letter.ts';
import { judge, signBytes, testKey } from '../fixtures/pdf/sign-with.ts';
import { hasTool, runTool } from './tool.ts';

const hasPdfsig = hasTool('pdfsig', '-v');
const hasQpdf = hasTool('qpdf', '--version');
const hasPyhanko = hasTool('pyhanko', '--version');
const authority = path.resolve(import.meta.dirname, '../fixtures/pki/ca.pem');
const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-interop-certified-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// pyHanko looks into it.
const metadata = streamObject('/Type/Metadata/Subtype/XML', '<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>');

const certified = async (level: 1 | 2 | 3, form: 'table' | 'stream' = 'table'): Promise<Buffer> =>
  signBytes(letter({ [at.metadata]: metadata }, form), testKey('rsa'), { certify: level });

/** Filled in as form programs do. */
function filled(file: Buffer): Buffer {
  const look = formObject('BT /F1 12 Tf 2 5 Td (120) Tj ET', '/Resources 7 0 R');
  return later(file, { [at.betrag]: edited(file, at.betrag, '(100)', '(120)').replace('16 0 R', '50 0 R'), 50: look });
}

function keep(name: string, bytes: Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

function pyhanko(file: string): { readonly code: number; readonly text: string } {
  const words = ['--pretty-print', '--trust', authority, '--trust-replace', '--no-revocation-check'];
  return runTool('pyhanko', ['sign', 'validate', ...words, file]);
}

const cases = ([1, 2, 3] as const).flatMap((level) => (['table', 'stream'] as const).map((form) => ({ level, form })));

test.skipIf(!hasPdfsig).each(cases)(
  'P124: pdfsig: certified at $level, $form: valid and the whole file (skipped without pdfsig)',
  async ({ level, form }) => {
    const { code, text } = runTool('pdfsig', [
      '-nocert',
      keep(`pdfsig-${level}-${form}.pdf`, await certified(level, form)),
    ]);
    expect(code, text).toBe(0);
    expect(text).toContain('Signature is Valid');
    expect(text).toContain('Total document signed');
  },
);

test.skipIf(!hasQpdf).each(cases)(
  'P124: qpdf: certified at $level, $form: no warning, and the catalog leads to the level (skipped without qpdf)',
  async ({ level, form }) => {
    const file = keep(`qpdf-${level}-${form}.pdf`, await certified(level, form));
    const check = runTool('qpdf', ['--check', file]);
    expect(check.code, check.text).toBe(0);
    type Json = { readonly qpdf: readonly [unknown, Record<string, { readonly value?: Record<string, unknown> }>] };
    const [, objects] = (JSON.parse(runTool('qpdf', ['--json', file]).text) as Json).qpdf;
    const at = (ref: unknown) => objects[`obj:${ref}`]?.value ?? {};
    const perms = at(objects.trailer?.value?.['/Root'])['/Perms'] as Record<string, unknown>;
    const reference = { '/Type': '/SigRef', '/TransformMethod': '/DocMDP', '/TransformParams': expect.anything() };
    const signature = at(perms['/DocMDP']);
    expect(signature['/Reference']).toEqual([reference]);
    expect(signature['/Reference']).toMatchObject([{ '/TransformParams': { '/P': level, '/V': '/1.2' } }]);
  },
);

test.skipIf(!hasPyhanko).each(cases)(
  'P124: pyHanko: certified at $level, $form: valid (skipped without `node build/interop-venv.mjs`)',
  async ({ level, form }) => {
    const { code, text } = pyhanko(keep(`pyhanko-${level}-${form}.pdf`, await certified(level, form)));
    expect(code, text).toBe(0);
    expect(text).toContain('The signature is judged VALID');
  },
);

test.skipIf(!hasPyhanko)(
  'P124: pyHanko and we agree on what each level allows (skipped without `node build/interop-venv.mjs`)',
  async () => {
    const forged = { [at.content1]: streamObject('', 'BT /F1 14 Tf 72 700 Td (900 Euro) Tj ET') };
    const files = [
      { name: 'nothing, filled in', bytes: filled(await certified(1)), isGood: false },
      { name: 'forms, filled in', bytes: filled(await certified(2)), isGood: true },
      { name: 'forms, signed again', bytes: await signBytes(await certified(2), testKey('rsa')), isGood: true },
      { name: 'annotations, filled in', bytes: filled(await certified(3)), isGood: true },
      { name: 'annotations, forged', bytes: later(await certified(3), forged), isGood: false },
    ];
    for (const { name, bytes, isGood } of files) {
      expect(judge(bytes).verdict, name).toBe(isGood ? 'valid' : 'invalid');
      const { text } = pyhanko(keep('agreed.pdf', bytes));
      expect(/judged INVALID|not compatible/i.test(text), `${name}: ${text}`).toBe(!isGood);
    }
  },
);
