import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { confirmPage } from '../../../electron/confirm/confirm-page.ts';
import type { ConfirmRequest } from '../../../electron/confirm/confirm-request.ts';
import { signerHandlers } from '../../../electron/handlers/signer-handlers.ts';
import { openPkcs12 } from '../../../electron/signer/open-pkcs12.ts';
import { makeSignerSession } from '../../../electron/signer/signer-session.ts';
import { AppError, errorCode } from '../../../shared/errors.ts';
import { commonName } from '../../../shared/pdf/sign/certificate.ts';
import { signedIn } from './signed-in.ts';

const sha = 'aa'.repeat(32);
const documents = [{ title: 'Bescheid', fassung: 2, sha }];
const file = (name: string) => path.join(import.meta.dirname, '../../fixtures/pki', name);

/** Main's handlers with Brandt signed in; she picks `name`, closes every window after the first `confirms`, and looks at each for `lookMs`. */
function mainSide(name: string, confirms = Number.POSITIVE_INFINITY, lookMs = 0) {
  const { state } = signedIn();
  const asked: ConfirmRequest[] = [];
  const killed: string[] = [];
  const signing = signerHandlers(state, {
    chooseKeyFile: async () => file(name),
    startSigner: () => {
      const answer = makeSignerSession((opening: { readonly keyFile: Uint8Array; readonly password: string }) => {
        const { chain, certificate, algorithm, signDigest } = openPkcs12(opening.keyFile, opening.password, new Date());
        return { certificates: chain, algorithm, subject: commonName(certificate.subject), signDigest };
      });
      return {
        open: (keyFile, password, shas) => answer({ call: 'open', keyFile, password, shas }) as never,
        sign: (one, digest) => answer({ call: 'sign', sha: one, digest }) as Promise<Uint8Array>,
        kill: () => void killed.push(name),
      };
    },
    startCard: () => {
      throw new Error('no card here');
    },
    confirm: async (request, tryPassword) => {
      asked.push(request);
      if (lookMs > 0) vi.advanceTimersByTime(lookMs);
      if (asked.length > confirms) throw new AppError('cancelled');
      return tryPassword('test');
    },
  });
  return { ...signing.handlers, asked, killed };
}

test('P33: a file that was never opened names its holder after the password, and only then it is confirmed', async () => {
  const main = mainSide('ec.p12');
  const chosen = (await main['signer.chooseKey']({}))!;
  expect(chosen).toMatchObject({ kind: 'file', fileName: 'ec.p12', holder: null, otherHolder: null });
  const { session, subject } = await main['signer.begin']({ keyId: chosen.keyId, documents });
  const whose = { holder: subject, person: 'Sabine Brandt' };
  expect(main.asked).toMatchObject([
    { key: { kind: 'file', isOpen: false }, subject: null, otherHolder: null, documents },
    { key: { kind: 'file', name: 'ec.p12', isOpen: true }, subject, otherHolder: whose, documents },
  ]);
  const [first, second] = main.asked.map((request) => confirmPage(request, 'n'));
  expect(first).toContain('>Weiter</button>');
  expect(first).not.toContain('>Unterschreiben</button>');
  expect(second).toContain('>Unterschreiben</button>');
  expect(second).toContain(`Der Schlüssel gehört ${subject}, angemeldet ist Sabine Brandt.`);
  expect(second).not.toContain('type="password"');
  expect(second).toContain('id="cancel" autofocus');
  const digest = new Uint8Array(32).fill(5);
  expect((await main['signer.sign']({ session, sha, digest })).signature.length).toBeGreaterThan(60);

  // From now on the panel knows, and one window is enough.
  expect(await main['signer.lastKey']({})).toMatchObject({ holder: subject, otherHolder: whose });
  await main['signer.begin']({ keyId: chosen.keyId, documents });
  expect(main.asked.slice(2)).toMatchObject([{ key: { isOpen: false }, subject, otherHolder: whose }]);
});

test('P33: who sees a stranger named and closes the window has signed nothing, and the key is at its end', async () => {
  const main = mainSide('ec.p12', 1);
  const { keyId } = (await main['signer.chooseKey']({}))!;
  expect(await main['signer.begin']({ keyId, documents }).catch(errorCode)).toBe('cancelled');
  expect(main.asked).toHaveLength(2);
  expect(main.killed).toEqual(['ec.p12']);
  expect(await main['signer.lastKey']({})).toMatchObject({ holder: main.asked[1]!.subject });
});

test('P33: her own key is named as well, without a warning', async () => {
  const main = mainSide('brandt.p12');
  const { keyId } = (await main['signer.chooseKey']({}))!;
  await main['signer.begin']({ keyId, documents });
  expect(main.asked[1]).toMatchObject({ subject: 'Sabine Brandt', otherHolder: null });
  expect(confirmPage(main.asked[1]!, 'n')).toContain('id="sign" autofocus');
});

test('P33: a key that was opened and that nobody confirms is at its end after a quarter of an hour, and signs no more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const main = mainSide('ec.p12', Number.POSITIVE_INFINITY, 15 * 60_000);
    const { keyId } = (await main['signer.chooseKey']({}))!;
    expect(await main['signer.begin']({ keyId, documents }).catch(errorCode)).toBe('cancelled');
    expect(main.asked).toHaveLength(2);
    expect(main.killed).toEqual(['ec.p12']);
  } finally {
    vi.useRealTimers();
  }
});
