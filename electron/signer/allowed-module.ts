import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import type { Policy } from '../policy.ts';

/** A module that the machine's policy names. */
export type AllowedModule = NonNullable<Policy['pkcs11Modules']>[number];

/** Refuses a module whose bytes are not those the policy names. Throws AppError 'card-module-missing', 'card-module-not-allowed'. */
export async function requireAllowedModule(module: AllowedModule): Promise<void> {
  const bytes = await readFile(module.path).catch((error: unknown) => {
    throw new AppError('card-module-missing', { cause: error });
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== module.sha256) throw new AppError('card-module-not-allowed');
}
