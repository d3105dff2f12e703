import { call } from '../bridge-client.ts';

/** Changes the passphrase; the recovery code stays valid. Throws AppError 'passphrase-wrong', 'passphrase-too-weak'. */
export async function changePassphrase(passphrase: string, newPassphrase: string): Promise<void> {
  await call('vault.changePassphrase', { passphrase, newPassphrase });
}
