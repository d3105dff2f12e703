import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { vertraulichkeitsstufen } from '../shared/akte.ts';
import { AppError } from '../shared/errors.ts';
import { serverOrigin } from './server/server-address.ts';
import { isServiceUrl } from './signer/csc-address.ts';

const absolutePath = z
  .string()
  .max(1_000)
  .refine((file) => path.isAbsolute(file));

const serviceUrl = z.string().max(500).refine(isServiceUrl);

/**
 * The agency's rules for this computer, `policy.json`. Every field is optional; unknown fields are errors, so that a
 * misspelt rule is noticed. Example:
 * `{"server": "https://eakte.behoerde.de", "caFile": "/etc/ssl/behoerde.pem", "lock": {"idleMinutes": 10}}`
 */
export const policySchema = z.strictObject({
  /** Origin of the agency's server; the first run shows it and asks nothing. */
  server: z.string().max(500).refine(isServer).optional(),
  /** PEM file with certificate authorities that are trusted for the server in addition to the system's. */
  caFile: absolutePath.optional(),
  /** `system` (default), `direct`, or rules as in Chromium's `--proxy-server`, e.g. `http=proxy:3128;https=proxy:3128`. */
  proxy: z.string().max(500).optional(),
  lock: z
    .strictObject({
      /** Lock after so many minutes without input; 0 = never. Default 15. */
      idleMinutes: z.number().int().min(0).max(1_440).optional(),
      /** Lock with the screen and before sleep. Default true. */
      withSystem: z.boolean().optional(),
    })
    .optional(),
  /** Whether the OS may tell of new work; false = never. Default true, then the person decides. */
  notifications: z.boolean().optional(),
  /** Whether words may be read in scans on this computer. Default true, then the person decides. */
  textRecognition: z.boolean().optional(),
  /** Whether documents may be printed. Default true. */
  allowPrint: z.boolean().optional(),
  /** The highest Vertraulichkeit that may be printed, by its code (`002` = NfD). Default every one. */
  printUpTo: z.enum(vertraulichkeitsstufen).optional(),
  /** The folder into which a scanner puts its files. */
  scan: z
    .strictObject({
      /** Whether a folder may be watched. Default true. */
      allowed: z.boolean().optional(),
      /** Which one; the person then chooses none. */
      folder: absolutePath.optional(),
    })
    .optional(),
  /** Drafting in another program, and the Reinschrift. */
  office: z
    .strictObject({
      /** Whether drafts may be opened outside at all. Default true. */
      drafting: z.boolean().optional(),
      /** What opens them, with its arguments in front of the file. Default: the person's program for such files. */
      program: z
        .strictObject({ path: absolutePath, args: z.array(z.string().max(1_000)).max(20).optional() })
        .optional(),
      /** LibreOffice's `soffice`, which makes the Reinschrift. Default: where it is usually installed. */
      converter: absolutePath.optional(),
      /** Where drafts lie while they are open. Default: the memory of the session (Linux), else the profile. */
      folder: absolutePath.optional(),
    })
    .optional(),
  /** PKCS#11 modules that may be loaded: absolute path and SHA-256 of the file, in lower-case hexadecimal. Default none. */
  pkcs11Modules: z
    .array(z.strictObject({ path: absolutePath, sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .max(20)
    .optional(),
  /**
   * Services for remote signatures (CSC API) that may be used. Default none. `url` ends in `csc/v1` or `csc/v2`; `signIn` is
   * where its authorization server is (OAuth2, in the person's browser), left out where the service asks for no sign-in.
   */
  cscServices: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(100),
        url: serviceUrl,
        signIn: z
          .strictObject({
            url: serviceUrl,
            clientId: z.string().min(1).max(200),
            /** Some services give one even to programs that cannot keep it secret. */
            clientSecret: z.string().min(1).max(500).optional(),
          })
          .optional(),
      }),
    )
    .max(20)
    .optional(),
});
export type Policy = z.infer<typeof policySchema>;

/** Where the policy lies: a place that only the administrator can write. It cannot be chosen by switch or variable. */
export function policyFile(platform: NodeJS.Platform, programData: string | undefined): string {
  if (platform === 'win32') return path.win32.join(programData ?? 'C:\\ProgramData', 'Aktentasche', 'policy.json');
  if (platform === 'darwin') return '/Library/Application Support/Aktentasche/policy.json';
  return '/etc/aktentasche/policy.json';
}

/** No file: no rules. Throws AppError 'policy-invalid' when the file is there but cannot be read or does not fit. */
export async function loadPolicy(file: string): Promise<Policy> {
  try {
    return policySchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new AppError('policy-invalid', { cause: error });
  }
}

function isServer(server: string): boolean {
  try {
    return serverOrigin(server) !== '';
  } catch {
    return false;
  }
}
