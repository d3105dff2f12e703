import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { veraPdfJar, veraPdfMain } from '../../build/verapdf.mjs';
import { makeConverter } from '../../electron/office/convert-draft.ts';
import { findConverter } from '../../electron/office/find-converter.ts';
import { blankOdt } from '../../shared/office/blank-odt.ts';
import { readOffice } from '../../shared/office/open-office.ts';
import { inspectPdf } from '../../shared/pdf/api.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import { makeDocx, makeOdt } from '../fixtures/office/make-office.ts';
import { hasTool, runTool } from './tool.ts';

const soffice = await findConverter(undefined);
if (soffice === null) console.warn('SKIPPED LOUDLY: no LibreOffice here, no Reinschrift is made.');
const hasQpdf = hasTool('qpdf', '--version');
const hasVera = existsSync(veraPdfJar);
if (!hasVera) console.warn('SKIPPED LOUDLY: no veraPDF here (node build/verapdf.mjs), PDF/A is not judged.');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'aktentasche-reinschrift-'));
});
afterAll(() => rm(folder, { recursive: true }));

const odt = () =>
  makeOdt(
    '<text:h text:outline-level="1">Bescheid</text:h><text:p>Ihr Antrag vom 2. März ist bewilligt. Grüße</text:p>',
  );

test.skipIf(soffice === null)(
  'O20: LibreOffice makes a tagged PDF/A of a draft, which strangers and we read, and nothing is left lying',
  async () => {
    const base = path.join(folder, 'a');
    const pdf = await makeConverter(soffice!, base).convert({ ending: 'odt', bytes: await odt() });
    expect(await readdir(base)).toEqual([]);
    const facts = inspectPdf(bytesSource(pdf));
    expect(facts.maySign).toBe(true);
    expect(pdf.includes(Buffer.from('/StructTreeRoot'))).toBe(true);
    const file = path.join(folder, 'reinschrift.pdf');
    await writeFile(file, pdf);
    if (hasQpdf) expect(runTool('qpdf', ['--check', file])).toMatchObject({ code: 0 });
    expect(runTool('pdftotext', [file, '-']).text).toContain('Ihr Antrag vom 2. März ist bewilligt.');
    if (!hasVera) return;
    const { stdout } = spawnSync(
      'java',
      ['-cp', veraPdfJar, veraPdfMain, '--flavour', '2b', '--format', 'text', file],
      {
        encoding: 'utf8',
      },
    );
    expect(stdout).toMatch(/^PASS/);
  },
  120_000,
);

test.skipIf(soffice === null)(
  'O20: a file of Word too, and the empty one that we begin with',
  async () => {
    const converter = makeConverter(soffice!, path.join(folder, 'b'));
    const docx = await makeDocx('<w:p><w:r><w:t>Sehr geehrte Frau Albrecht</w:t></w:r></w:p>');
    const made = await converter.convert({ ending: 'docx', bytes: docx });
    await writeFile(path.join(folder, 'docx.pdf'), made);
    expect(runTool('pdftotext', [path.join(folder, 'docx.pdf'), '-']).text).toContain('Sehr geehrte Frau Albrecht');
    const blank = await converter.convert({ ending: 'odt', bytes: await blankOdt('Leer') });
    expect(inspectPdf(bytesSource(blank)).maySign).toBe(true);
  },
  120_000,
);

test.skipIf(soffice === null)(
  'O21: while it is made nothing is fetched, although the file wants it',
  async () => {
    const asked: string[] = [];
    const server = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const picture = `<text:p>x<draw:frame xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" svg:width="3cm" svg:height="3cm"><draw:image xlink:href="http://127.0.0.1:${port}/pixel.png" xlink:type="simple"/></draw:frame></text:p>`;
    const converter = makeConverter(soffice!, path.join(folder, 'c'));
    await converter.convert({ ending: 'odt', bytes: await makeOdt(picture) }).catch(() => undefined);
    server.close();
    expect(asked).toEqual([]);
  },
  120_000,
);

test.skipIf(soffice === null)(
  'O1: what LibreOffice itself writes is read, as OpenDocument and as Word file',
  async () => {
    const source = path.join(folder, 'quelle.odt');
    await writeFile(source, await odt());
    const profile = `-env:UserInstallation=file://${folder}/profil`;
    for (const kind of ['docx', 'odt'] as const) {
      const out = path.join(folder, kind);
      runTool(soffice!, [profile, '--headless', '--convert-to', kind, '--outdir', out, source]);
      const found = await readOffice(await readFile(path.join(out, `quelle.${kind}`)));
      expect(found?.blocks).toEqual([
        { isHeading: true, text: 'Bescheid' },
        { isHeading: false, text: 'Ihr Antrag vom 2. März ist bewilligt. Grüße' },
      ]);
      expect(found?.concerns).toEqual([]);
    }
  },
  120_000,
);
