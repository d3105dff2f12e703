import { createPrivateKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../electron/cli/run-command-line.ts';
import { forkCardProcess } from '../../../electron/signer/fork-card-process.ts';
import { layCardProcess } from '../../fixtures/card/lay-card-process.ts';
import { makeSoftToken, type SoftToken, softModule, softPin } from '../../fixtures/card/soft-token.ts';
import { makePdf, plainBodies } from '../../fixtures/pdf/make-pdf.ts';
import { makePng } from '../../fixtures/pdf/make-png.ts';
import { hasOpenssl, type OnlineAuthority, startOnlineAuthority } from '../../fixtures/pki/online-authority.ts';

const fontPath = path.resolve(
  import.meta.dirname,
  '../../../node_modules/@expo-google-fonts/fira-sans/400Regular/FiraSans_400Regular.ttf',
);
const isPossible = softModule !== null && hasOpenssl();

describe.skipIf(!isPossible)('a card and the network together (skipped without softhsm2 and openssl)', () => {
  let authority: OnlineAuthority;
  let folder: string;
  let processFile: string;
  let token: SoftToken;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-card-levels-'));
    authority = await startOnlineAuthority();
    processFile = await layCardProcess(path.join(folder, 'laid'));
    const pkcs8 = createPrivateKey(readFileSync(authority.file('signer.key')));
    writeFileSync(path.join(folder, 'signer.key'), pkcs8.export({ type: 'pkcs8', format: 'pem' }));
    const files = { key: path.join(folder, 'signer.key'), certificate: authority.file('signer.crt') };
    mkdirSync(path.join(folder, 'card'));
    token = makeSoftToken(path.join(folder, 'card'), [{ name: 'signer', id: '01', files }]);
  });
  afterAll(async () => {
    await authority.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(...argv: string[]) {
    const lines: string[] = [];
    const code = await runCommandLine([...argv, '--json'], {
      env: { PIN: softPin },
      now: () => new Date(),
      out: (line) => lines.push(line),
      err: (line) => lines.push(JSON.stringify({ usage: line })),
      fontPath,
      startCardProcess: () => forkCardProcess(processFile, { ...process.env, ...token.env }),
    });
    return { code, json: JSON.parse(lines[0] ?? '{}') as Record<string, unknown>, text: lines.join(' ') };
  }
  const at = (name: string) => path.join(folder, name);
  const card = () => ['--pkcs11', softModule!, '--slot', String(token.slot), '--pin-env', 'PIN'];

  test('L4: sign --level B-LTA with a card, whose issuer comes from the network, into a field with a picture', async () => {
    const bodies = plainBodies(1, '/Annots[9 0 R]');
    bodies[1] = '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[9 0 R]>>>>';
    bodies[9] = '<</Type/Annot/Subtype/Widget/FT/Sig/T(Amtsleitung)/Rect[50 50 250 110]/P 3 0 R/F 4>>';
    writeFileSync(at('in.pdf'), makePdf(bodies));
    writeFileSync(
      at('mark.png'),
      makePng(30, 10, (x) => [x * 8, 0, 0]),
    );
    const where = ['--field', 'Amtsleitung', '--image', at('mark.png'), '--location', 'Musterstadt'];
    const level = ['--level', 'B-LTA', '--tsa', authority.tsaUrl];
    const signed = await run('sign', at('in.pdf'), at('out.pdf'), ...card(), ...where, ...level);
    expect([signed.code, signed.json], signed.text).toMatchObject([0, { field: 'Amtsleitung', level: 'B-LTA' }]);
    const { json, text } = await run('validate', at('out.pdf'), '--trust', authority.file('root.crt'));
    const [first] = json.signatures as Record<string, unknown>[];
    expect(first, text).toMatchObject({ verdict: 'valid', level: 'B-LTA', revocation: 'good' });
    expect(first?.provenTime).not.toBeNull();
    expect(readFileSync(at('out.pdf')).includes('/RunLengthDecode')).toBe(true);
  });

  test('P45: --image takes pictures only, and needs somewhere to be seen', async () => {
    writeFileSync(at('plain.pdf'), makePdf(plainBodies()));
    writeFileSync(at('text.png'), 'no picture');
    const rect = ['--rect', '50,50,200,60'];
    const sign = (...more: string[]) => run('sign', at('plain.pdf'), at('refused.pdf'), ...card(), ...more);
    expect((await sign(...rect, '--image', at('text.png'))).json.code).toBe('signature-image-unfit');
    expect((await sign(...rect, '--image', at('none.png'))).json.code).toBe('file-not-found');
    expect((await sign('--image', at('mark.png'))).code).toBe(2);
    expect(() => readFileSync(at('refused.pdf'))).toThrow();
  });
});
