import { expect, test } from 'vitest';
import { openKeyring, type SafeStorage } from '../../../electron/vault/keyring.ts';

/** A store that behaves like Electron's, with the given name, prefix and fault. */
function storage(options: { backend?: string; prefix?: string; available?: boolean; broken?: boolean }): SafeStorage {
  const { backend = 'gnome_libsecret', prefix = 'v11', available = true, broken = false } = options;
  return {
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => Buffer.from(prefix + Buffer.from(text).toString('hex')),
    decryptString: (sealed) => {
      if (broken) throw new Error('cannot decrypt');
      return Buffer.from(sealed.toString().slice(prefix.length), 'hex').toString();
    },
  };
}

test('R12: a real keyring on Linux wraps and unwraps', () => {
  const keyring = openKeyring(storage({}), 'linux');
  const secret = Buffer.from('0123456789abcdef');
  expect(Buffer.from(keyring!.unwrap(keyring!.wrap(secret))!)).toEqual(secret);
});

test.each([
  ['basic_text', { backend: 'basic_text' }],
  ['unknown', { backend: 'unknown' }],
  ['no backend function', { backend: undefined as unknown as string }],
  ['prefix v10, a public constant', { prefix: 'v10' }],
  ['not available', { available: false }],
  ['round trip fails', { broken: true }],
])('R12: refused on Linux: %s', (_name, options) => {
  const refused = storage(options);
  if ('backend' in options && options.backend === undefined) delete refused.getSelectedStorageBackend;
  expect(openKeyring(refused, 'linux')).toBeNull();
});

test('R12: Windows blobs start with v10 too, and are accepted', () => {
  expect(openKeyring(storage({ prefix: 'v10', backend: 'unknown' }), 'win32')).not.toBeNull();
});

test('what another keyring wrapped gives null, not an error', () => {
  const keyring = openKeyring(storage({}), 'linux')!;
  const broken = storage({});
  broken.decryptString = () => {
    throw new Error('lost');
  };
  expect(openKeyring(broken, 'linux')).toBeNull();
  expect(keyring.unwrap(Buffer.from('v11')) ?? Buffer.alloc(0)).toHaveLength(0);
});
