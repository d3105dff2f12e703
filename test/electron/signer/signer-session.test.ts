import { expect, test } from 'vitest';
import type { SignerChild } from '../../../electron/signer/ask-child.ts';
import { connectSigner } from '../../../electron/signer/signer-client.ts';
import type { KeyFileOpening, SignerRequest } from '../../../electron/signer/signer-messages.ts';
import { makeSignerSession, type UsableKey } from '../../../electron/signer/signer-session.ts';
import { AppError, errorCode } from '../../../shared/errors.ts';

const [a, b] = ['aa'.repeat(32), 'bb'.repeat(32)] as const;
const digest = new Uint8Array(32).fill(7);
const key: UsableKey = {
  certificates: [new Uint8Array([1])],
  algorithm: 'ecdsa-p256-sha256',
  subject: 'Erika',
  signDigest: async (bytes) => bytes.slice(0, 4),
};

function session() {
  return makeSignerSession<KeyFileOpening>(({ password }) => {
    if (password !== 'geheim') throw new AppError('key-password-wrong');
    return key;
  });
}

const open = { id: 1, call: 'open', keyFile: new Uint8Array(), password: 'geheim', shas: [a] } as const;
const sign = (sha: string, bytes = digest) => ({ id: 2, call: 'sign', sha, digest: bytes }) as const;

test('each listed document is signed once, others never', async () => {
  const ask = session();
  expect(await ask(open)).not.toHaveProperty('signDigest');
  expect(await ask(sign(a))).toEqual(digest.slice(0, 4));
  await expect(ask(sign(a))).rejects.toMatchObject({ code: 'no-right' });
  await expect(ask(sign(b))).rejects.toMatchObject({ code: 'no-right' });
});

test('P46: a batch signs each listed digest as often as it is listed, in any order, and with one key', async () => {
  const ask = session();
  await ask({ ...open, shas: [a, b, a] });
  await ask(sign(a));
  await ask(sign(b));
  await ask(sign(a));
  for (const sha of [a, b, 'cc'.repeat(32)]) await expect(ask(sign(sha))).rejects.toMatchObject({ code: 'no-right' });
  await expect(ask({ ...open, shas: [a] })).rejects.toMatchObject({ code: 'no-right' });
});

test('a wrong password can be corrected; a second key or list is refused', async () => {
  const ask = session();
  await expect(ask(sign(a))).rejects.toMatchObject({ code: 'no-right' });
  await expect(ask({ ...open, password: 'falsch' })).rejects.toMatchObject({ code: 'key-password-wrong' });
  await ask(open);
  await expect(ask({ ...open, shas: [b] })).rejects.toMatchObject({ code: 'no-right' });
});

test('only SHA-256 digests are signed', async () => {
  const ask = session();
  await ask(open);
  await expect(ask(sign(a, new Uint8Array(31)))).rejects.toMatchObject({ code: 'input-invalid' });
  await ask(sign(a));
});

/** A child in this process: the same messages, no second process. */
function childOf(ask: ReturnType<typeof session>) {
  const listeners: { message?: (message: unknown) => void; exit?: () => void } = {};
  const child: SignerChild = {
    postMessage: (message) => {
      const request = message as SignerRequest;
      ask(request).then(
        (value) => listeners.message?.({ id: request.id, ok: true, value }),
        (error) => listeners.message?.({ id: request.id, ok: false, code: errorCode(error) }),
      );
    },
    on: (event: string, listener: (message: unknown) => void) => Object.assign(listeners, { [event]: listener }),
    kill: () => {
      listeners.exit?.();
      return true;
    },
  };
  return child;
}

test('codes come through, and a killed signer answers nothing any more', async () => {
  const signer = connectSigner(childOf(session()));
  await expect(signer.open(new Uint8Array(), 'falsch', [a])).rejects.toMatchObject({ code: 'key-password-wrong' });
  expect(await signer.open(new Uint8Array(), 'geheim', [a])).toMatchObject({ subject: 'Erika' });
  const pending = signer.sign(a, digest);
  signer.kill();
  await expect(pending).rejects.toMatchObject({ code: 'internal' });
  await expect(signer.sign(a, digest)).rejects.toMatchObject({ code: 'internal' });
});
