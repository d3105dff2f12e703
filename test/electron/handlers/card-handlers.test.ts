import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConfirmRequest } from '../../../electron/confirm/confirm-request.ts';
import { cardHandlers } from '../../../electron/handlers/card-handlers.ts';
import { signerHandlers } from '../../../electron/handlers/signer-handlers.ts';
import { connectCard } from '../../../electron/signer/card-client.ts';
import { forkCardProcess } from '../../../electron/signer/fork-card-process.ts';
import { bridge } from '../../../shared/bridge.ts';
import { readCertificate } from '../../../shared/pdf/sign/certificate.ts';
import { layCardProcess } from '../../fixtures/card/lay-card-process.ts';
import { makeSoftToken, type SoftToken, softModule, softPin } from '../../fixtures/card/soft-token.ts';
import { signedIn } from './signed-in.ts';

const sha = 'aa'.repeat(32);
const documents = [{ title: 'Bescheid', fassung: 2, sha }];

describe.skipIf(softModule === null)('a card in the app (skipped without softhsm2)', () => {
  let folder: string;
  let processFile: string;
  let token: SoftToken;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-card-'));
    processFile = await layCardProcess(folder);
    token = makeSoftToken(folder, [
      { name: 'brainpoolP256r1', id: '01' },
      { name: 'rsa2048', id: '02' },
    ]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Main's handlers behind a policy; `pins` is what the person types one after the other. */
  function mainSide(options: { readonly sha256?: string; readonly pins?: string[] } = {}) {
    const sha256 = options.sha256 ?? createHash('sha256').update(readFileSync(softModule!)).digest('hex');
    const policy = { pkcs11Modules: [{ path: softModule!, sha256 }] };
    const { state, records } = signedIn({ policy });
    const startCard = () => connectCard(forkCardProcess(processFile, { ...process.env, ...token.env }));
    const asked: ConfirmRequest[] = [];
    const refused: unknown[] = [];
    const signing = signerHandlers(state, {
      chooseKeyFile: async () => null,
      startSigner: () => {
        throw new Error('no key file here');
      },
      startCard,
      confirm: async (request, tryPin) => {
        asked.push(request);
        for (const pin of (options.pins ?? [softPin]).slice(0, -1))
          await tryPin(pin).catch((error) => refused.push(error));
        return tryPin((options.pins ?? [softPin]).at(-1)!);
      },
    });
    return {
      ...signing.handlers,
      ...cardHandlers(state, startCard),
      kill: signing.killSigners,
      asked,
      refused,
      records,
    };
  }

  async function chooseFirst(main: ReturnType<typeof mainSide>) {
    const [module] = bridge['cards.look'].output.parse(await main['cards.look']({}));
    const card = module!.readers.find(({ token: each }) => each?.label === 'Dienstkarte')!.token!;
    const certificate = card.certificates.find(({ problem }) => problem === null)!;
    const chosen = await main['signer.chooseCard']({
      module: module!.module,
      serial: card.serial,
      certificate: certificate.id,
    });
    return { chosen, card };
  }

  test('P33: the window learns names and what cannot sign, no paths', async () => {
    const main = mainSide();
    const { chosen, card } = await chooseFirst(main);
    expect(card.certificates.map(({ subject, problem }) => [subject, problem]).sort()).toEqual([
      ['Berta Brain', null],
      ['Karl Kurz', 'key-too-short'],
    ]);
    expect(chosen).toMatchObject({
      kind: 'card',
      fileName: 'Berta Brain',
      otherHolder: { holder: 'Berta Brain', person: 'Sabine Brandt' },
    });
    expect(await main['signer.lastKey']({})).toEqual(chosen);
    expect(JSON.stringify(await main['cards.look']({}))).not.toContain(softModule);
  });

  test('the certificate is shown before the PIN, a wrong PIN can be corrected, the digest is signed once', async () => {
    const main = mainSide({ pins: ['111111', softPin] });
    const { chosen } = await chooseFirst(main);
    const begun = await main['signer.begin']({ keyId: chosen.keyId, documents });
    expect(main.asked).toMatchObject([
      { subject: 'Berta Brain', key: { kind: 'card', hasPinPad: false, notAfter: new Date('2099-12-31T23:59:59Z') } },
    ]);
    expect(main.refused).toMatchObject([{ code: expect.stringMatching(/^card-pin-wrong/) }]);
    expect(begun.algorithm).toBe('ecdsa-brainpoolP256r1-sha256');
    expect(readCertificate(begun.certificates[0]!).notAfter.getUTCFullYear()).toBe(2099);
    const order = { session: begun.session, sha, digest: new Uint8Array(32).fill(5) };
    expect((await main['signer.sign'](order)).signature.length).toBeGreaterThan(60);
    expect(main.records).toHaveLength(1);
    await expect(main['signer.sign'](order)).rejects.toMatchObject({ code: 'no-right' });
    main.kill();
    await expect(main['signer.sign'](order)).rejects.toMatchObject({ code: 'no-right' });
  });

  test('P46: one PIN for a whole list; what is not on it, or was signed, is refused, and nothing after the end', async () => {
    const main = mainSide();
    const { chosen } = await chooseFirst(main);
    const shas = Array.from({ length: 60 }, (_, index) => index.toString(16).padStart(2, '0').repeat(32));
    const listed = shas.map((each, index) => ({ title: `Bescheid ${index}`, fassung: 1, sha: each }));
    const { session, atReader } = await main['signer.begin']({ keyId: chosen.keyId, documents: listed });
    expect(atReader).toBe(false);
    expect(main.asked).toHaveLength(1);
    expect(main.asked[0]?.documents).toEqual(listed);
    const order = (one: string) => ({ session, sha: one, digest: new Uint8Array(32).fill(3) });
    for (const one of shas.slice(0, 40)) await main['signer.sign'](order(one));
    await expect(main['signer.sign'](order(shas[3]!))).rejects.toMatchObject({ code: 'no-right' });
    await expect(main['signer.sign'](order('fe'.repeat(32)))).rejects.toMatchObject({ code: 'no-right' });
    await expect(main['signer.sign']({ ...order(shas[41]!), session: 'another' })).rejects.toMatchObject({
      code: 'no-right',
    });
    await main['signer.end']({ session });
    await expect(main['signer.sign'](order(shas[42]!))).rejects.toMatchObject({ code: 'no-right' });
  });

  test('P47: the PIN is in nothing that the window is told, and in no call that it makes', async () => {
    const main = mainSide();
    const { chosen } = await chooseFirst(main);
    const begun = await main['signer.begin']({ keyId: chosen.keyId, documents });
    expect(JSON.stringify([chosen, begun, await main['signer.lastKey']({}), main.records])).not.toContain(softPin);
    for (const call of ['signer.begin', 'signer.sign', 'signer.end', 'signer.chooseCard'] as const)
      expect(Object.keys(bridge[call].input.shape).filter((name) => /pin|pass|secret/i.test(name))).toEqual([]);
  });

  test('P35: a module whose bytes the policy does not name is never loaded', async () => {
    const main = mainSide({ sha256: 'ab'.repeat(32) });
    expect(await main['cards.look']({})).toMatchObject([{ problem: 'card-module-not-allowed', readers: [] }]);
    const unseen = main['signer.chooseCard']({ module: 'libsofthsm2.so', serial: 'x', certificate: '01' });
    await expect(unseen).rejects.toMatchObject({ code: 'card-missing' });
  });
});
