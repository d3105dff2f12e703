import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { confirmPage } from '../../../electron/confirm/confirm-page.ts';
import type { ConfirmRequest } from '../../../electron/confirm/confirm-request.ts';
import { remoteHandlers } from '../../../electron/handlers/remote-handlers.ts';
import { openPreparedStore } from '../../../electron/journal/prepared-store.ts';
import { connectCsc } from '../../../electron/signer/csc-client.ts';
import { makeCscFetch } from '../../../electron/signer/csc-fetch.ts';
import { makeCscSession } from '../../../electron/signer/csc-session.ts';
import { bridge, type PreparedSignature } from '../../../shared/bridge.ts';
import { AppError } from '../../../shared/errors.ts';
import { commonName } from '../../../shared/pdf/sign/certificate.ts';
import { type CscServer, otp, pin, startCscServer } from '../../fixtures/csc/csc-server.ts';
import { testKey, testTime } from '../../fixtures/pdf/sign-with.ts';
import { signedIn } from './signed-in.ts';

const sha = 'aa'.repeat(32);
const digest = new Uint8Array(32).fill(3);
const documents = [1, 2, 3].map((fassung) => ({ title: 'Bescheid', fassung, sha, digest }));
const ec = testKey('ec');

let server: CscServer;
afterEach(() => server.stop());

/** Main's handlers with the session in this process; `typed` is what the person enters, one list after the other. */
async function mainSide(typed: readonly (readonly string[])[] = [[pin, otp]], multisign = 10) {
  server = await startCscServer({ version: 2, keys: { ec }, mode: 'explicit', multisign });
  const policy = { cscServices: [{ name: 'Prüfdienst', url: server.setting.url }] };
  const { state, records } = signedIn({ policy, now: () => testTime });
  const asked: ConfirmRequest[] = [];
  const refused: unknown[] = [];
  const { handlers } = remoteHandlers(state, {
    startCsc: () => {
      const session = makeCscSession(
        server.setting,
        { fetch: makeCscFetch(fetch), openBrowser: async () => {} },
        () => testTime,
      );
      return {
        list: () => session.list(),
        read: (_service, id) => session.read(id),
        sendCode: (_service, id) => session.sendCode(id),
        sign: (_service, { credential, digests, factors }) => session.sign(credential, digests, factors),
        kill: () => {},
      };
    },
    confirm: async (request, trySecrets) => {
      asked.push(request);
      for (const [first = '', ...more] of typed.slice(0, -1)) {
        await trySecrets(first, ...more).catch((error: unknown) => refused.push(error));
      }
      const [first, ...more] = typed.at(-1) ?? [];
      if (first === undefined) throw new AppError('cancelled');
      return trySecrets(first, ...more);
    },
  });
  return { handlers, asked, refused, records };
}

async function choose({ handlers }: Awaited<ReturnType<typeof mainSide>>) {
  const [service] = await handlers['remote.services']({});
  const seen = bridge['remote.credentials'].output.parse(
    await handlers['remote.credentials']({ service: service!.name }),
  );
  return handlers['signer.chooseRemote']({ service: service!.name, credential: seen[0]!.id });
}

describe('P122: remote signing in the app', () => {
  test('a list is confirmed once, authorised once and recorded once; a wrong code is corrected in the window', async () => {
    const main = await mainSide([
      [pin, '000000'],
      [pin, otp],
    ]);
    const chosen = await choose(main);
    expect(chosen).toMatchObject({ kind: 'remote', fileName: `${commonName(ec.certificate.subject)} (Prüfdienst)` });
    const prepared = await main.handlers['remote.prepare']({ keyId: chosen.keyId });
    expect(prepared.certificates).toHaveLength(ec.chain.length);
    const { signatures } = await main.handlers['remote.sign']({ keyId: chosen.keyId, documents });
    expect(signatures).toHaveLength(3);
    expect(main.refused).toMatchObject([{ code: 'csc-otp-wrong' }]);
    expect(main.asked).toHaveLength(1);
    expect(main.records).toMatchObject([{ action: 'sign', objects: [{ sha }, { sha }, { sha }] }]);
    const sent = server.asked.map(({ path: method }) => method);
    expect(sent.filter((method) => method === 'signatures/signHash')).toHaveLength(1);
    expect(sent.filter((method) => method === 'credentials/getChallenge')).toHaveLength(1);
  });

  test('the window names the service, the certificate, every digest and the fields of the service', async () => {
    const main = await mainSide([]);
    const { keyId } = await choose(main);
    await expect(main.handlers['remote.sign']({ keyId, documents })).rejects.toMatchObject({ code: 'cancelled' });
    const page = confirmPage(main.asked[0]!, 'nonce');
    const whose = `Der Schlüssel gehört ${commonName(ec.certificate.subject)}, angemeldet ist Sabine Brandt.`;
    for (const word of [
      whose,
      'Prüfdienst',
      'PIN des Dienstes',
      'Code aus der SMS',
      commonName(ec.certificate.subject),
    ]) {
      expect(page).toContain(word);
    }
    expect(page.match(/aaaa aaaa/g)?.length).toBeGreaterThanOrEqual(3);
    expect(main.records).toEqual([]);
  });

  test('more than the service takes at once is refused before anybody is asked', async () => {
    const main = await mainSide([[pin, otp]], 2);
    const { keyId } = await choose(main);
    await expect(main.handlers['remote.sign']({ keyId, documents })).rejects.toMatchObject({ code: 'csc-too-many' });
    expect(main.asked).toEqual([]);
  });

  test('a service that the policy does not name is never asked', async () => {
    const { handlers } = await mainSide();
    await expect(handlers['remote.credentials']({ service: 'Fremd' })).rejects.toMatchObject({
      code: 'csc-not-allowed',
    });
    expect(server.asked).toEqual([]);
  });

  test('the process gets the network only at the addresses of the policy', async () => {
    server = await startCscServer({ version: 2, keys: { ec }, hasSignIn: true });
    const posted: string[] = [];
    const answers: Record<string, unknown>[] = [];
    let tell: (message: unknown) => void = () => {};
    const child = {
      postMessage: (message: unknown) => void answers.push(message as Record<string, unknown>),
      on: (event: string, listener: (message: unknown) => void) => {
        if (event !== 'message') return;
        const before = tell;
        tell = (message) => {
          before(message);
          listener(message);
        };
      },
      kill: () => true,
    };
    connectCsc(child, {
      services: [server.setting],
      fetch: async ({ url }) => {
        posted.push(url);
        return { status: 200, body: '' };
      },
      openBrowser: async (url) => void posted.push(url),
    });
    const { origin } = server;
    const wanted = [
      `${origin}/csc/v2/info`,
      `${origin}/oauth2/token`,
      `${origin}/csc/v2/../../admin`,
      'https://evil.example/',
    ];
    for (const [needId, url] of wanted.entries()) tell({ need: 'fetch', needId, post: { url, headers: {}, body: '' } });
    tell({ need: 'browser', needId: 8, url: `${origin}/oauth2/authorize?a=b` });
    tell({ need: 'browser', needId: 9, url: 'file:///etc/passwd' });
    await expect.poll(() => answers.length).toBe(6);
    expect(posted.sort()).toEqual([
      `${origin}/csc/v2/info`,
      `${origin}/oauth2/authorize?a=b`,
      `${origin}/oauth2/token`,
    ]);
    expect(answers.filter(({ ok }) => !ok)).toMatchObject([
      { needId: 2, code: 'csc-not-allowed' },
      { needId: 3, code: 'csc-not-allowed' },
      { needId: 9, code: 'csc-not-allowed' },
    ]);
  });
});

describe('P123: signatures that wait for a connection', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-prepared-'));
    server = await startCscServer({ version: 2, keys: {} });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const entry = (id: string, dokument: string): PreparedSignature => ({
    id,
    dokument,
    titel: 'Bescheid über Geheimes',
    version: { id: 'v1', nummer: 1, sha },
    signer: 'Erika',
    look: { reason: '', location: '', field: null, visible: { image: new Uint8Array([1, 2, 255]) } },
    at: testTime.toISOString(),
  });

  test('they outlive a restart, one per Dokument, and nothing of them is readable on disk', async () => {
    const file = path.join(folder, 'prepared');
    const key = Buffer.alloc(32, 7);
    const store = openPreparedStore(file, key);
    await store.keep(entry('1', 'a'));
    await Promise.all([store.keep(entry('2', 'b')), store.keep(entry('3', 'a'))]);
    const again = openPreparedStore(file, key);
    expect((await again.list()).map(({ id }) => id)).toEqual(['2', '3']);
    await again.discard('2');
    expect(await again.list()).toEqual([entry('3', 'a')]);
    expect(readFileSync(file).includes('Geheim')).toBe(false);
  });

  test('a damaged file is said, never taken for an empty one', async () => {
    const file = path.join(folder, 'prepared');
    writeFileSync(file, 'something else that is long enough to be sealed');
    await expect(openPreparedStore(file, Buffer.alloc(32, 7)).list()).rejects.toMatchObject({
      code: 'journal-damaged',
    });
  });
});
