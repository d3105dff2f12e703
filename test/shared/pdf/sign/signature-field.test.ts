import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { inspectPdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { makePng } from '../../../fixtures/pdf/make-png.ts';
import { judge, signBytes, testFont, testKey } from '../../../fixtures/pdf/sign-with.ts';

const noPdftoppm = spawnSync('pdftoppm', ['-v']).status !== 0;
if (noPdftoppm) console.warn('SKIPPED LOUDLY: pdftoppm is not installed, no second reader draws the fields.');
const forbidden = new AppError('pdf-seed-value-forbids');

/** One page turned by `rotate` with an empty field; `entries` of the field, `page` of the page. */
function withField(entries = '', rotate = 0, rect = '[50 50 250 110]'): Buffer {
  const bodies = plainBodies(1, `/Rotate ${rotate}/Annots[9 0 R]`);
  bodies[1] = '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[9 0 R]>>>>';
  bodies[9] = `<</Type/Annot/Subtype/Widget/FT/Sig/T(Unterschrift Amtsleitung)/Rect${rect}/P 3 0 R/F 4${entries}>>`;
  return makePdf(bodies);
}
const field = 'Unterschrift Amtsleitung';

test('P40: a new field says whose signature it is to screen readers', async () => {
  const signed = await signBytes(makePdf(plainBodies()), testKey('ec'));
  expect(signed.toString('latin1')).toContain(
    `/TU <${Buffer.from('Unterschrift von Max Mustermann').toString('hex')}>`,
  );
  expect(judge(signed).verdict).toBe('valid');
});

test('P41: empty fields are told with their page, and a field of two objects is filled too', async () => {
  const bodies = plainBodies(2);
  bodies[1] = '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[9 0 R]>>>>';
  bodies[4] = bodies[4]!.replace('/Contents', '/Annots[10 0 R]/Contents');
  bodies[9] = '<</FT/Sig/T(Leitung)/Kids[10 0 R]>>';
  bodies[10] = '<</Type/Annot/Subtype/Widget/Parent 9 0 R/Rect[50 50 250 110]/P 4 0 R/F 4>>';
  const file = makePdf(bodies);
  const facts = { name: 'Leitung', signed: false, pageIndex: 1, isVisible: true, reasons: null };
  expect(inspectPdf(bytesSource(file)).signatureFields).toEqual([facts]);
  const signed = await signBytes(file, testKey('ec'), { field: 'Leitung', visible: { font: testFont } });
  expect(judge(signed)).toMatchObject({ verdict: 'valid', warnings: [] });
  expect(signed.subarray(file.length).toString('latin1')).toMatch(/10 0 obj\n<<[^>]*\/AP/s);
});

test.skipIf(noPdftoppm).each([0, 90, 180, 270])(
  'P42: turned by %i degrees, an existing field and a new one stand upright for poppler (skipped without pdftoppm)',
  async (rotate) => {
    const isTurned = rotate % 180 === 90;
    const [width, height] = isTurned ? [842, 595] : [595, 842];
    const rect = isTurned ? '[200 300 260 500]' : '[200 300 400 360]';
    const image = makePng(40, 20, (x) => (x < 20 ? [0, 0, 0] : [255, 255, 255]));
    const empty = withField('', rotate, rect);
    const existing = await signBytes(empty, testKey('ec'), { field, visible: { font: testFont, image, lines: [] } });
    const place = { pageIndex: 0, rect: { x: 100, y: 100, width: 200, height: 60 } };
    const visible = { ...place, font: testFont, image, lines: [] };
    const added = await signBytes(makePdf(plainBodies(1, `/Rotate ${rotate}`)), testKey('ec'), { visible });
    for (const file of [existing, added]) {
      const page = draw(file);
      expect([page.width, page.height]).toEqual([width, height]);
      // The picture is black at its left half: what is dark lies left of what is not, and wider than high.
      const dark = page.darkBox();
      expect(dark.right - dark.left, `${rotate}: as displayed, a field is wide`).toBeGreaterThan(100);
      expect(dark.bottom - dark.top).toBeLessThan(80);
      const [left, right] = [page.darkShare(dark, 0, 0.3), page.darkShare(dark, 0.7, 1)];
      expect(left, `${rotate}: black left`).toBeGreaterThan(right * 2);
    }
  },
);

test('P43: what a seed value requires and the signature is not, refuses it before a byte is written', async () => {
  const refused = [
    '/Ff 2/SubFilter[/adbe.pkcs7.detached]',
    '/Ff 1/Filter/Entrust.PPKEF',
    '/Ff 64/DigestMethod[(SHA512)]',
    '/Ff 4/V 9',
    '/Ff 8/Reasons[(geprüft)(genehmigt)]',
    '/Ff 16/LegalAttestation[(x)]',
    '/Ff 32/AddRevInfo true',
    '/Ff 128/LockDocument/true',
    '/Ff 256/AppearanceFilter(x)',
    '/Ff 4096',
    '/MDP<</P 2>>',
    '/TimeStamp<</URL(http://tsa.example)/Ff 1>>',
    '/Cert<</Ff 1/Subject[<3000>]>>',
    '/Cert<</Ff 4/OID[(1.2.3)]>>',
  ];
  for (const seed of refused)
    await expect(signBytes(withField(`/SV<<${seed}>>`), testKey('ec'), { field }), seed).rejects.toThrow(forbidden);
});

test('P43: what is only recommended, or is met, signs', async () => {
  const subject = Buffer.from(testKey('ec').chain[0]!).toString('hex');
  const fine = [
    '/SubFilter[/adbe.pkcs7.detached]',
    '/Ff 2/SubFilter[/adbe.pkcs7.detached/ETSI.CAdES.detached]',
    '/Ff 64/DigestMethod[(SHA256)(SHA384)]',
    '/Ff 5/Filter/Adobe.PPKLite/V 2',
    '/Ff 8/Reasons[(.)]',
    '/Ff 128/LockDocument/auto',
    '/MDP<</P 0>>',
    '/TimeStamp<</URL(http://tsa.example)/Ff 0>>',
    `/Cert<</Ff 1/Subject[<3000><${subject}>]>>`,
  ];
  for (const seed of fine) {
    const signed = await signBytes(withField(`/SV<<${seed}>>`), testKey('ec'), { field });
    expect(judge(signed).verdict, seed).toBe('valid');
  }
});

test('P43: a required reason is named, given, and nothing else taken', async () => {
  const file = withField('/SV<</Ff 8/Reasons[(geprueft)(genehmigt)]>>');
  const [facts] = inspectPdf(bytesSource(file)).signatureFields;
  expect(facts).toMatchObject({ name: field, reasons: ['geprueft', 'genehmigt'] });
  const other = signBytes(file, testKey('ec'), { field, reason: 'gesehen' });
  await expect(other).rejects.toThrow(forbidden);
  expect(judge(await signBytes(file, testKey('ec'), { field, reason: 'genehmigt' })).verdict).toBe('valid');
});

test('P44: the lock of the signed field is written into its signature and holds from then on', async () => {
  const bodies = plainBodies(1, '/Annots[9 0 R 10 0 R]');
  bodies[1] = '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[9 0 R 10 0 R]>>>>';
  const widget = (name: string, more: string) =>
    `<</Type/Annot/Subtype/Widget/FT/Sig/T(${name})/Rect[50 50 250 110]/P 3 0 R/F 4${more}>>`;
  bodies[9] = widget('Leitung', '/Lock<</Type/SigFieldLock/Action/Include/Fields[(Kasse)]>>');
  bodies[10] = widget('Kasse', '');
  const signed = await signBytes(makePdf(bodies), testKey('ec'), { field: 'Leitung' });
  expect(signed.toString('latin1')).toMatch(/\/TransformMethod \/FieldMDP[\s\S]*\/Action \/Include/);
  expect(judge(signed).verdict).toBe('valid');
  const locked = signBytes(signed, testKey('ec'), { field: 'Kasse' });
  await expect(locked).rejects.toThrow(new AppError('pdf-changes-forbidden'));
  expect(judge(await signBytes(signed, testKey('ec'), { field: 'Andere' })).verdict).toBe('valid');
});

/** A page as poppler draws it, one pixel per point. */
function draw(file: Uint8Array) {
  const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-draw-'));
  try {
    writeFileSync(path.join(folder, 'in.pdf'), file);
    const words = ['-r', '72', '-gray', '-singlefile', path.join(folder, 'in.pdf'), path.join(folder, 'out')];
    expect(spawnSync('pdftoppm', words).status).toBe(0);
    const pgm = readFileSync(path.join(folder, 'out.pgm'));
    const [, w = '0', h = '0'] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1')) ?? [];
    const [width, height] = [Number(w), Number(h)];
    const pixels = pgm.subarray(pgm.length - width * height);
    const isDark = (x: number, y: number) => pixels[y * width + x]! < 128;
    const darkBox = () => {
      const box = { left: width, right: 0, top: height, bottom: 0 };
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          if (isDark(x, y)) {
            box.left = Math.min(box.left, x);
            box.right = Math.max(box.right, x);
            box.top = Math.min(box.top, y);
            box.bottom = Math.max(box.bottom, y);
          }
      return box;
    };
    const darkShare = (box: ReturnType<typeof darkBox>, from: number, to: number) => {
      let dark = 0;
      const across = box.right - box.left;
      for (let x = Math.round(box.left + across * from); x < box.left + across * to; x++)
        for (let y = box.top; y <= box.bottom; y++) if (isDark(x, y)) dark++;
      return dark;
    };
    return { width, height, darkBox, darkShare };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
