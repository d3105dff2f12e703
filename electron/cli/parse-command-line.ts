import path from 'node:path';
import { parseArgs } from 'node:util';
import type { DisplayRect, SignatureLevel } from '../../shared/pdf/pdf-types.ts';
import { isServiceUrl } from '../signer/csc-address.ts';

/** A parsed command line. Pages are indices from 0 here. */
export type CommandLine =
  | { readonly verb: 'help' }
  | StampCommand
  | SignCommand
  | UpgradeCommand
  | ValidateCommand
  | InspectCommand;

type Common = {
  readonly json: boolean;
  readonly files: readonly string[];
  /** The environment variable with the password of encrypted files. */
  readonly pdfPasswordEnv: string | null;
};

/** What the verbs parse for themselves. */
type Own<T extends Common> = Omit<T, 'json' | 'pdfPasswordEnv'>;

/** `stamp IN OUT --kind KIND …` */
export type StampCommand = Common & {
  readonly verb: 'stamp';
  readonly input: string;
  readonly output: string;
  readonly kind: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly pageIndex: number;
  readonly at: { readonly x: number; readonly y: number } | null;
};

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

/** `sign IN OUT (--p12 FILE … | --pkcs11 MODULE … | --csc URL …) …` */
export type SignCommand = Common & {
  readonly verb: 'sign';
  readonly input: string;
  readonly output: string;
  readonly key: KeySource;
  /** RSA-PSS instead of PKCS#1 v1.5. */
  readonly pss: boolean;
  readonly field: string | null;
  readonly reason: string | null;
  readonly location: string | null;
  readonly visible: { readonly pageIndex: number; readonly rect: DisplayRect } | null;
  /** A PNG or JPEG beside the name. */
  readonly image: string | null;
  readonly level: SignatureLevel;
  readonly tsaUrl: string | null;
};

/** `upgrade IN OUT --level LEVEL [--tsa URL] …` */
export type UpgradeCommand = Common & {
  readonly verb: 'upgrade';
  readonly input: string;
  readonly output: string;
  readonly level: Exclude<SignatureLevel, 'B-B'>;
  readonly tsaUrl: string | null;
  readonly trust: readonly string[];
};

/**
 * `validate FILE… [--trust CA.pem …] [--trust-list FILE --trust-key PEM] [--at TIME]`,
 * `validate FILE --detached SIG.p7s …`
 */
export type ValidateCommand = Common & {
  readonly verb: 'validate';
  readonly trust: readonly string[];
  readonly trustList: { readonly file: string; readonly keyFile: string } | null;
  readonly at: Date | null;
  /** The file of a signature that lies beside FILE. */
  readonly detached: string | null;
};

/** `inspect FILE…` */
export type InspectCommand = Common & { readonly verb: 'inspect' };

/** The command line cannot be understood; the message says why, in English. */
export class UsageError extends Error {}

const text = { type: 'string' } as const;
const several = { type: 'string', multiple: true } as const;
const shared = { json: { type: 'boolean' }, help: { type: 'boolean' }, 'pdf-password-env': text } as const;

const optionsOf = {
  stamp: { ...shared, kind: text, field: several, page: text, at: text },
  sign: {
    ...shared,
    p12: text,
    'password-env': text,
    pkcs11: text,
    slot: text,
    'pin-env': text,
    cert: text,
    csc: text,
    'csc-credential': text,
    'csc-token-env': text,
    'otp-env': text,
    pss: { type: 'boolean' },
    field: several,
    reason: text,
    location: text,
    page: text,
    rect: text,
    image: text,
    level: text,
    tsa: text,
  },
  upgrade: { ...shared, level: text, tsa: text, trust: several },
  validate: { ...shared, trust: several, 'trust-list': text, 'trust-key': text, at: text, detached: text },
  inspect: shared,
} as const;

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** Throws UsageError. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const [verb, ...rest] = argv;
  if (verb === undefined || verb === '--help' || verb === 'help') return { verb: 'help' };
  if (!(verb in optionsOf)) throw new UsageError(`unknown command '${verb}'`);
  const known = verb as keyof typeof optionsOf;
  const { values, positionals } = parseOptions(rest, known);
  if (values.help === true) return { verb: 'help' };
  const common = { json: values.json === true, pdfPasswordEnv: one(values, 'pdf-password-env') };
  switch (known) {
    case 'stamp':
      return { ...common, ...stampCommand(values, positionals) };
    case 'sign':
      return { ...common, ...signCommand(values, positionals) };
    case 'upgrade':
      return { ...common, ...upgradeCommand(values, positionals) };
    case 'validate': {
      const at = one(values, 'at');
      const trust = (values.trust ?? []) as string[];
      const trustList = trustListOf(values);
      const detached = one(values, 'detached');
      if (detached !== null && positionals.length !== 1) throw new UsageError('--detached wants one FILE');
      const files = atLeastOne(positionals);
      return { verb: 'validate', ...common, files, trust, trustList, at: at === null ? null : time(at), detached };
    }
    case 'inspect':
      return { verb: 'inspect', ...common, files: atLeastOne(positionals) };
  }
}

type ParsedOptions = { readonly values: Values; readonly positionals: readonly string[] };

function parseOptions(args: readonly string[], verb: keyof typeof optionsOf): ParsedOptions {
  try {
    return parseArgs({
      args: [...args],
      options: optionsOf[verb],
      allowPositionals: true,
      strict: true,
    }) as ParsedOptions;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function stampCommand(values: Values, positionals: readonly string[]): Own<StampCommand> {
  const kind = one(values, 'kind');
  if (kind === null) throw new UsageError('stamp needs --kind');
  const at = one(values, 'at');
  const [x = 0, y = 0] = at === null ? [] : numbers(at, 2, '--at');
  const fields: Record<string, string> = {};
  for (const pair of (values.field ?? []) as string[]) {
    const cut = pair.indexOf('=');
    if (cut < 1) throw new UsageError(`--field wants NAME=VALUE, not '${pair}'`);
    fields[pair.slice(0, cut)] = pair.slice(cut + 1);
  }
  return {
    verb: 'stamp',
    ...inputAndOutput(positionals),
    kind,
    fields,
    pageIndex: page(values),
    at: at === null ? null : { x, y },
  };
}

function signCommand(values: Values, positionals: readonly string[]): Own<SignCommand> {
  const level = one(values, 'level') === null ? 'B-B' : levelOf(values);
  const tsaUrl = tsa(values);
  if (level !== 'B-B' && tsaUrl === null) throw new UsageError(`--level ${level} needs --tsa URL`);
  const fields = (values.field ?? []) as string[];
  if (fields.length > 1) throw new UsageError('sign takes one --field');
  const rect = one(values, 'rect');
  const [x = 0, y = 0, width = 0, height = 0] = rect === null ? [] : numbers(rect, 4, '--rect');
  if (rect !== null && !(width > 0 && height > 0)) throw new UsageError('--rect wants a width and a height above 0');
  if (rect === null && one(values, 'page') !== null) throw new UsageError('--page needs --rect');
  const image = one(values, 'image');
  if (image !== null && rect === null && fields.length === 0) throw new UsageError('--image needs --rect or --field');
  return {
    verb: 'sign',
    ...inputAndOutput(positionals),
    key: keySource(values),
    pss: values.pss === true,
    field: fields[0] ?? null,
    reason: one(values, 'reason'),
    location: one(values, 'location'),
    visible: rect === null ? null : { pageIndex: page(values), rect: { x, y, width, height } },
    image,
    level,
    tsaUrl,
  };
}

function upgradeCommand(values: Values, positionals: readonly string[]): Own<UpgradeCommand> {
  const level = levelOf(values);
  const tsaUrl = tsa(values);
  if (level === 'B-B') throw new UsageError('every signature has at least B-B; upgrade wants a higher --level');
  if (level !== 'B-LT' && tsaUrl === null) throw new UsageError(`--level ${level} needs --tsa URL`);
  const trust = (values.trust ?? []) as string[];
  return { verb: 'upgrade', ...inputAndOutput(positionals), level, tsaUrl, trust };
}

/** A list that nobody checks would be no list: the key comes from `admin trust key`. */
function trustListOf(values: Values): ValidateCommand['trustList'] {
  const [file, keyFile] = [one(values, 'trust-list'), one(values, 'trust-key')];
  if ((file === null) !== (keyFile === null)) throw new UsageError('--trust-list and --trust-key go together');
  return file === null || keyFile === null ? null : { file, keyFile };
}

function levelOf(values: Values): SignatureLevel {
  const given = one(values, 'level');
  const level = (['B-B', 'B-T', 'B-LT', 'B-LTA'] as const).find((known) => known === given);
  if (level === undefined) throw new UsageError('--level wants B-B, B-T, B-LT or B-LTA');
  return level;
}

function tsa(values: Values): string | null {
  const given = one(values, 'tsa');
  if (given !== null && !/^https?:\/\//i.test(given))
    throw new UsageError(`--tsa wants an http address, not '${given}'`);
  return given;
}

const keyOptions = {
  p12: ['password-env'],
  pkcs11: ['slot', 'pin-env', 'cert'],
  csc: ['csc-credential', 'csc-token-env', 'pin-env', 'otp-env'],
} as const;

function keySource(values: Values): KeySource {
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

function inputAndOutput(positionals: readonly string[]): { input: string; output: string; files: string[] } {
  const [input, output, more] = positionals;
  if (input === undefined || output === undefined || more !== undefined) throw new UsageError('give IN and OUT');
  if (path.resolve(input) === path.resolve(output)) throw new UsageError('OUT must differ from IN');
  return { input, output, files: [input] };
}

function atLeastOne(positionals: readonly string[]): readonly string[] {
  if (positionals.length === 0) throw new UsageError('give at least one FILE');
  return positionals;
}

function one(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

function page(values: Values): number {
  const given = one(values, 'page') ?? '1';
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new UsageError(`--page wants a number from 1, not '${given}'`);
  return Number(given) - 1;
}

function numbers(given: string, count: number, option: string): number[] {
  const parts = given.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (parts.length !== count || parts.some((part) => !Number.isFinite(part))) {
    throw new UsageError(`${option} wants ${count} numbers separated by commas, not '${given}'`);
  }
  return parts;
}

function time(given: string): Date {
  const date = new Date(given);
  if (Number.isNaN(date.getTime())) throw new UsageError(`--at wants an ISO 8601 time, not '${given}'`);
  return date;
}
