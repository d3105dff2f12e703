import path from 'node:path';
import { parseArgs } from 'node:util';
import type { DisplayRect, SignatureLevel } from '../../shared/pdf/pdf-types.ts';

/** A parsed command line. Pages are indices from 0 here. */
export type CommandLine =
  | { readonly verb: 'help' }
  | StampCommand
  | SignCommand
  | UpgradeCommand
  | ValidateCommand
  | InspectCommand;

type Common = { readonly json: boolean; readonly files: readonly string[] };

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

/** Where the key is: a PKCS#12 file, or a card in a slot behind a PKCS#11 module. Secrets are named by variables. */
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
    };

/** `sign IN OUT (--p12 FILE --password-env NAME | --pkcs11 MODULE --slot N --pin-env NAME) …` */
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

/** `validate FILE… [--trust CA.pem …] [--at TIME]` */
export type ValidateCommand = Common & {
  readonly verb: 'validate';
  readonly trust: readonly string[];
  readonly at: Date | null;
};

/** `inspect FILE…` */
export type InspectCommand = Common & { readonly verb: 'inspect' };

/** The command line cannot be understood; the message says why, in English. */
export class UsageError extends Error {}

const text = { type: 'string' } as const;
const several = { type: 'string', multiple: true } as const;
const common = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const;

const optionsOf = {
  stamp: { ...common, kind: text, field: several, page: text, at: text },
  sign: {
    ...common,
    p12: text,
    'password-env': text,
    pkcs11: text,
    slot: text,
    'pin-env': text,
    cert: text,
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
  upgrade: { ...common, level: text, tsa: text, trust: several },
  validate: { ...common, trust: several, at: text },
  inspect: common,
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
  const json = values.json === true;
  switch (known) {
    case 'stamp':
      return { json, ...stampCommand(values, positionals) };
    case 'sign':
      return { json, ...signCommand(values, positionals) };
    case 'upgrade':
      return { json, ...upgradeCommand(values, positionals) };
    case 'validate': {
      const at = one(values, 'at');
      const trust = (values.trust ?? []) as string[];
      return { verb: 'validate', json, files: atLeastOne(positionals), trust, at: at === null ? null : time(at) };
    }
    case 'inspect':
      return { verb: 'inspect', json, files: atLeastOne(positionals) };
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

function stampCommand(values: Values, positionals: readonly string[]): Omit<StampCommand, 'json'> {
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

function signCommand(values: Values, positionals: readonly string[]): Omit<SignCommand, 'json'> {
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

function upgradeCommand(values: Values, positionals: readonly string[]): Omit<UpgradeCommand, 'json'> {
  const level = levelOf(values);
  const tsaUrl = tsa(values);
  if (level === 'B-B') throw new UsageError('every signature has at least B-B; upgrade wants a higher --level');
  if (level !== 'B-LT' && tsaUrl === null) throw new UsageError(`--level ${level} needs --tsa URL`);
  const trust = (values.trust ?? []) as string[];
  return { verb: 'upgrade', ...inputAndOutput(positionals), level, tsaUrl, trust };
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

const fileOptions = ['p12', 'password-env'];
const cardOptions = ['pkcs11', 'slot', 'pin-env', 'cert'];

function keySource(values: Values): KeySource {
  const file = one(values, 'p12');
  const module = one(values, 'pkcs11');
  const stray = (module === null ? cardOptions : fileOptions).find((name) => one(values, name) !== null);
  if (stray !== undefined && (file !== null || module !== null)) throw new UsageError(`--${stray} does not fit here`);
  if (module !== null) {
    const slot = one(values, 'slot') ?? '';
    if (!/^\d{1,10}$/.test(slot)) throw new UsageError('sign needs --slot N with --pkcs11 MODULE');
    const [pinEnv, certificate] = [one(values, 'pin-env'), one(values, 'cert')];
    return { kind: 'card', module: path.resolve(module), slot: Number(slot), pinEnv, certificate };
  }
  const passwordEnv = one(values, 'password-env');
  if (file !== null && passwordEnv !== null) return { kind: 'file', file, passwordEnv };
  throw new UsageError(
    'sign needs --p12 FILE and --password-env NAME, or --pkcs11 MODULE, --slot N and --pin-env NAME',
  );
}

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
