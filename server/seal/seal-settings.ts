import type { SealSettings } from './open-seal.ts';

/** Words of the command line. */
type Words = { readonly [name in 'seal-key' | 'seal-module' | 'seal-token' | 'seal-certificate']?: string | undefined };
type Environment = Readonly<Record<string, string | undefined>>;

/** Secrets of the server that a vendor's library has no business with. */
const secrets = ['SEAL_PIN', 'SEAL_PASSWORD', 'DATABASE_URL', 'OIDC_CLIENT_SECRET', 'TSA_PASSWORD'];

/**
 * What the command line and the environment say of the seal;
 * null: there is none. Password and PIN come from the environment alone. Throws when both a file and a module are named.
 */
export function readSealSettings(words: Words, env: Environment, processFile: string): SealSettings | null {
  const keyFile = words['seal-key'] ?? env.SEAL_KEY;
  const module = words['seal-module'] ?? env.SEAL_MODULE;
  if (keyFile && module) throw new Error('--seal-key and --seal-module exclude each other');
  if (keyFile) return { keyFile, password: env.SEAL_PASSWORD ?? '' };
  if (!module) return null;
  return {
    module,
    token: words['seal-token'] ?? env.SEAL_TOKEN ?? null,
    certificate: words['seal-certificate'] ?? env.SEAL_CERTIFICATE ?? null,
    pin: env.SEAL_PIN ?? '',
    processFile,
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !secrets.includes(name))),
  };
}
