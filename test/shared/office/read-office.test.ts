import { expect, test } from 'vitest';
import { nodeDigest } from '../../../electron/cli/node-digest.ts';
import { openEnvelope } from '../../../shared/asic/open-envelope.ts';
import { blankOdt } from '../../../shared/office/blank-odt.ts';
import { editableEnding } from '../../../shared/office/editable-ending.ts';
import { openOffice, readOffice } from '../../../shared/office/open-office.ts';
import { readDocx } from '../../../shared/office/read-docx.ts';
import { readOdt } from '../../../shared/office/read-odt.ts';
import { makeContainer } from '../../fixtures/asic/make-container.ts';
import { makeDocx, makeOdt, makeRels, makeZip, partsOf } from '../../fixtures/office/make-office.ts';
import { testFont } from '../../fixtures/pdf/sign-with.ts';

const p = (text: string) => `<text:p>${text}</text:p>`;
const w = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const concernsOf = async (bytes: Promise<Uint8Array>) => (await readOffice(await bytes))?.concerns;
const view = { sha: 'cd'.repeat(32), font: testFont };

test('O1: of an OpenDocument text a person gets headings, words, spaces and lines, and its headers apart', async () => {
  const styles = Buffer.from((await partsOf(await blankOdt('x')))['styles.xml']!).toString();
  const header = '<style:header><text:p>Stadt Musterstadt</text:p></style:header>';
  const odt = await makeOdt(
    `<text:h text:outline-level="1">Bescheid</text:h>${p('Sehr<text:s text:c="2"/>geehrte<text:tab/>Frau<text:line-break/>M&amp;M')}<text:tracked-changes><text:changed-region><text:deletion>${p('geloescht')}</text:deletion></text:changed-region></text:tracked-changes>${p('Ende<office:annotation><text:p>Notiz</text:p></office:annotation>')}`,
    {
      'styles.xml': styles.replace(
        'style:page-layout-name="A4"/>',
        `style:page-layout-name="A4">${header}</style:master-page>`,
      ),
    },
  );
  const found = await readOffice(odt);
  expect(found?.blocks).toEqual([
    { isHeading: true, text: 'Bescheid' },
    { isHeading: false, text: 'Sehr geehrte Frau\nM&M' },
    { isHeading: false, text: 'Ende' },
  ]);
  expect(found?.margins).toEqual([{ isHeading: false, text: 'Stadt Musterstadt' }]);
  expect(found?.concerns).toEqual(['aenderungen', 'kommentare']);
});

test('O1: of an Office Open XML text too; deleted words are gone, and no sign turns words around', async () => {
  const heading = '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Bescheid</w:t></w:r></w:p>';
  const edited =
    '<w:p><w:ins w:id="1"><w:r><w:t>neu\u202e</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>alt</w:delText></w:r></w:del></w:p>';
  const footer = `<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${w('Seite 1')}</w:ftr>`;
  const found = await readOffice(
    await makeDocx(`${heading}${w('Ihr Antrag')}${edited}`, { 'word/footer1.xml': footer }),
  );
  expect(found?.blocks.map(({ text }) => text)).toEqual(['Bescheid', 'Ihr Antrag', 'neu']);
  expect(found?.blocks[0]?.isHeading).toBe(true);
  expect(found?.margins.map(({ text }) => text)).toEqual(['Seite 1']);
  expect(found?.concerns).toEqual(['aenderungen']);
});

test('O2: what a text file is its bytes say; an archive that is none is left to others', async () => {
  expect((await readOffice(await blankOdt('x')))?.type).toBe('application/vnd.oasis.opendocument.text');
  expect((await readOffice(await makeDocx(w('x'))))?.type).toMatch(/wordprocessingml\.document$/);
  expect(await readOffice(await makeZip({ 'a.txt': 'x' }))).toBeNull();
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  await expect(readOffice(await makeDocx(w('x'), {}, sheet))).rejects.toMatchObject({ code: 'container-type-unknown' });
  expect(await openOffice(await makeDocx(w('x'), {}, sheet), view)).toBeNull();
  // A container of signatures stays one.
  const asic = makeContainer([{ name: 'Brief.pdf', bytes: new Uint8Array([1]) }]);
  expect(await openOffice(asic, view)).toBeNull();
  expect((await openEnvelope('a.asice', asic, nodeDigest)).type).toMatch(/asic/);
});

test('O3: what could act when the file opens is found, whatever prefix it hides behind', async () => {
  expect(await concernsOf(makeOdt(p('x'), { 'Basic/Standard/Module1.xml': '<m/>' }))).toEqual(['makros']);
  expect(
    await concernsOf(
      makeOdt(`<q:event-listener xmlns:q="urn:oasis:names:tc:opendocument:xmlns:script:1.0"/>${p('x')}`),
    ),
  ).toEqual(['makros']);
  expect(await concernsOf(makeOdt(`<draw:image xlink:href="http://zaehler.example/p.png"/>`))).toEqual(['nachgeladen']);
  expect(await concernsOf(makeOdt(`<draw:image xlink:href="file:///etc/passwd"/>`))).toEqual(['nachgeladen']);
  expect(await concernsOf(makeOdt(`<draw:image xlink:href="../../geheim.png"/>`))).toEqual(['nachgeladen']);
  expect(await concernsOf(makeOdt(`<draw:image xlink:href="Pictures/1.png"/>`))).toEqual([]);
  // A link waits for a click.
  expect(await concernsOf(makeOdt(p('<text:a xlink:href="https://example.org">hier</text:a>')))).toEqual([]);
  expect(await concernsOf(makeOdt(`<draw:object xlink:href="./Object 1"/>`))).toEqual(['objekte']);
  const macros = 'application/vnd.ms-word.document.macroEnabled.main+xml';
  expect(await concernsOf(makeDocx(w('x'), {}, macros))).toEqual(['makros']);
  expect(await concernsOf(makeDocx(w('x'), { 'word/vbaProject.bin': 'x' }))).toEqual(['makros']);
  expect(await concernsOf(makeDocx(w('x'), { 'word/embeddings/oleObject1.bin': 'x' }))).toEqual(['objekte']);
  const template = makeRels(['attachedTemplate', 'https://boese.example/t.dotm', 'External']);
  expect(await concernsOf(makeDocx(w('x'), { 'word/_rels/settings.xml.rels': template }))).toEqual(['nachgeladen']);
  const link = makeRels(['hyperlink', 'https://example.org', 'External']);
  expect(await concernsOf(makeDocx(w('x'), { 'word/_rels/document.xml.rels': link }))).toEqual([]);
  const dde = '<w:p><w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO c:\\x</w:instrText></w:r></w:p>';
  expect(await concernsOf(makeDocx(dde))).toEqual(['nachgeladen']);
});

test('O12: what could act on its own is given to no program, and no record makes it harmless', async () => {
  const ofOdt = async (body: string) => (await readOffice(await makeOdt(body)))!;
  const clean = await ofOdt(p('x'));
  expect(editableEnding(clean.type, clean.concerns)).toBe('odt');
  const macros = await readOffice(await makeDocx(w('x'), { 'word/vbaProject.bin': 'x' }));
  expect(() => editableEnding(macros!.type, macros!.concerns)).toThrow('office-active');
  const fetching = await ofOdt('<draw:image xlink:href="http://zaehler.example/p.png"/>');
  expect(() => editableEnding(fetching.type, fetching.concerns)).toThrow('office-active');
  expect(() => editableEnding('application/vnd.ms-word.document.macroEnabled.12', [])).toThrow('office-active');
  expect(() => editableEnding('application/pdf', [])).toThrow('office-active');
});

test('O4: bombs, entities, noise and ciphers end with a code', async () => {
  const refused = async (bytes: Promise<Uint8Array>) =>
    readOffice(await bytes).then(
      () => 'read',
      ({ code }) => code,
    );
  const entity = '<!DOCTYPE a [<!ENTITY b "cccc">]><a>&b;</a>';
  expect(await refused(makeOdt('', { 'content.xml': entity }))).toBe('office-damaged');
  expect(await refused(makeOdt('', { 'content.xml': '<a><b></a>' }))).toBe('office-damaged');
  expect(await refused(makeOdt('', { 'content.xml': '<a>'.repeat(300) + '</a>'.repeat(300) }))).toBe('office-damaged');
  expect(await refused(makeOdt('', { 'content.xml': new Uint8Array([0x3c, 0xff, 0xfe]) }))).toBe('office-damaged');
  // Ten megabytes of spaces in a few kilobytes.
  expect(await refused(makeOdt(p(' '.repeat(10 * 1024 * 1024))))).toBe('container-unsafe');
  const letters = Buffer.alloc(65 * 1024 * 1024, Buffer.from('<p>Antrag mit Anlage 4711</p>'));
  expect(
    await refused(makeZip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': mixed(letters) })),
  ).toBe('office-too-large');
  const cipher = '<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>';
  expect(await refused(makeOdt(p('x'), { 'META-INF/manifest.xml': cipher }))).toBe('office-encrypted');
  expect(await refused(makeOdt(p('x'), { '../draussen.xml': '<a/>' }))).toBe('container-damaged');
});

test('O5: a text file opens like an envelope whose one member is the same sheet each time', async () => {
  const odt = await makeOdt(p('Lärm am Mühlgraben'));
  const [first, second] = [await openOffice(odt, view), await openOffice(odt, view)];
  expect(first?.members.map(({ name }) => name)).toEqual(['Wortlaut.pdf']);
  const sheet = await first!.take('Wortlaut.pdf');
  expect(Buffer.compare(sheet, await second!.take('Wortlaut.pdf'))).toBe(0);
  await expect(first!.take('anderes.pdf')).rejects.toMatchObject({ code: 'container-damaged' });
});

/** Noise every few bytes, so that it does not shrink to nothing. */
function mixed(bytes: Buffer): Buffer {
  for (let at = 0; at < bytes.length; at += 7) bytes[at] = 97 + ((at * 2654435761) % 25);
  return bytes;
}

test('O4: a field instruction in very many runs is read in time, and told apart wherever it is cut', async () => {
  const run = (text: string) => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
  const runs = Array.from({ length: 60_000 }, (_, n) => run(((n * 2_654_435_761) % 2 ** 32).toString(36)));
  const long = run('HYPERLINK ') + runs.join('');
  const before = Date.now();
  expect(await concernsOf(makeDocx(`<w:p>${long}</w:p>`))).toEqual([]);
  expect(Date.now() - before).toBeLessThan(20_000);
  for (let spaces = 10; spaces < 20; spaces++) {
    const link = run(`${'x'.repeat(30)} HYPERLINK${' '.repeat(spaces)}`) + run('y');
    expect(await concernsOf(makeDocx(`<w:p>${link}</w:p>`))).toEqual([]);
  }
  const split = [...' INCLUDEPICTURE '].map(run).join('');
  expect(await concernsOf(makeDocx(`<w:p>${split}</w:p>`))).toEqual(['nachgeladen']);
});

test('O4: more XML than is ever read is refused before any of it is (office-too-large)', async () => {
  const mebibyte = 1024 * 1024;
  const none = () => Promise.reject(new Error('read'));
  const archive = (count: number) => ({
    ...{ mimetype: null, read: none, take: none, digest: none },
    files: Array.from({ length: count }, (_, n) => ({ name: `word/_rels/${n}.xml.rels`, sizeBytes: 60 * mebibyte })),
  });
  for (const read of [readDocx, readOdt]) {
    await expect(read(archive(5))).rejects.toMatchObject({ code: 'office-too-large' });
    await expect(read(archive(4))).rejects.not.toMatchObject({ code: 'office-too-large' });
  }
});
