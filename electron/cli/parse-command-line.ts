import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CertificationLevel, DisplayRect, SignatureLevel } from '../../shared/pdf/pdf-types.ts';
import { numbers, one, UsageError, type Values } from './command-values.ts';
import { type KeySource, keySource } from './parse-key-source.ts';

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
  /** What may be changed afterwards, when the signature certifies the file. */
  readonly certify: CertificationLevel | null;
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
    certify: text,
    level: text,
    tsa: text,
  },
  upgrade: { ...shared, level: text, tsa: text, trust: several },
  validate: { ...shared, trust: several, 'trust-list': text, 'trust-key': text, at: text, detached: text },
  inspect: shared,
} as const;

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
    certify: certification(values),
    level,
    tsaUrl,
  };
}

const certifications: ReadonlyMap<string, CertificationLevel> = new Map([
  ['none', 1],
  ['fill', 2],
  ['annotate', 3],
]);

function certification(values: Values): CertificationLevel | null {
  const given = one(values, 'certify');
  const level = given === null ? null : certifications.get(given);
  if (level === undefined) throw new UsageError(`--certify wants none, fill or annotate, not '${given}'`);
  return level;
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

function page(values: Values): number {
  const given = one(values, 'page') ?? '1';
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new UsageError(`--page wants a number from 1, not '${given}'`);
  return Number(given) - 1;
}

function time(given: string): Date {
  const date = new Date(given);
  if (Number.isNaN(date.getTime())) throw new UsageError(`--at wants an ISO 8601 time, not '${given}'`);
  return date;
}
