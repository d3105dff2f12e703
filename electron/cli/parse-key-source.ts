import path from 'node:path';
import { isServiceUrl } from '../signer/csc-address.ts';
import { one, UsageError, type Values } from './command-values.ts';

/** Where the key is: in a PKCS#12 file, on a card, or at a signature service. Secrets are named by variables. */
export type KeySource =
  | { readonly kind: 'file'; readonly file: string; readonly passwordEnv: string }
  | {
      readonly kind: 'card';
      readonly module: string;
      readonly slot: number;
      /** Null: the PIN is typed at the reader. */
      readonly pinEnv: string | null;
      /** Label or hexadecimal id of the certificate; null when the card has only one. */
      readonly certificate: string | null;
    }
  | {
      readonly kind: 'csc';
      /** With `csc/v1` or `csc/v2` at its end. */
      readonly url: string;
      readonly credential: string;
      readonly tokenEnv: string | null;
      readonly pinEnv: string | null;
      readonly otpEnv: string | null;
    };

const keyOptions = {
  p12: ['password-env'],
  pkcs11: ['slot', 'pin-env', 'cert'],
  csc: ['csc-credential', 'csc-token-env', 'pin-env', 'otp-env'],
} as const;

/** Reads where the key is. Throws UsageError. */
export function keySource(values: Values): KeySource {
  const kinds = (['p12', 'pkcs11', 'csc'] as const).filter((kind) => one(values, kind) !== null);
  const [kind, another] = kinds;
  if (another !== undefined) throw new UsageError(`--${another} does not fit here`);
  if (kind === undefined) throw new UsageError(needsKey);
  const fitting: readonly string[] = keyOptions[kind];
  const stray = Object.values(keyOptions)
    .flat()
    .find((name) => one(values, name) !== null && !fitting.includes(name));
  if (stray !== undefined) throw new UsageError(`--${stray} does not fit here`);
  return readers[kind](one(values, kind) ?? '', values);
}

const needsKey =
  'sign needs --p12 FILE and --password-env NAME, or --pkcs11 MODULE, --slot N and --pin-env NAME, or --csc URL and --csc-credential ID';

const readers: Readonly<Record<keyof typeof keyOptions, (given: string, values: Values) => KeySource>> = {
  p12: (file, values) => {
    const passwordEnv = one(values, 'password-env');
    if (passwordEnv === null) throw new UsageError(needsKey);
    return { kind: 'file', file, passwordEnv };
  },
  pkcs11: (module, values) => {
    const slot = one(values, 'slot') ?? '';
    if (!/^\d{1,10}$/.test(slot)) throw new UsageError('sign needs --slot N with --pkcs11 MODULE');
    const [pinEnv, certificate] = [one(values, 'pin-env'), one(values, 'cert')];
    return { kind: 'card', module: path.resolve(module), slot: Number(slot), pinEnv, certificate };
  },
  csc: (url, values) => {
    const credential = one(values, 'csc-credential');
    if (credential === null) throw new UsageError('sign needs --csc-credential ID with --csc URL');
    if (!isServiceUrl(url))
      throw new UsageError(`--csc wants an https address, or http on this computer, not '${url}'`);
    const [tokenEnv, pinEnv] = [one(values, 'csc-token-env'), one(values, 'pin-env')];
    return { kind: 'csc', url, credential, tokenEnv, pinEnv, otpEnv: one(values, 'otp-env') };
  },
};
