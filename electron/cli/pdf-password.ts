import type { CommandContext } from './command-context.ts';

/** The password of an encrypted file as an option of the engine; a variable that is not set stands for none. */
export function pdfPassword(
  { pdfPasswordEnv }: { readonly pdfPasswordEnv: string | null },
  { env }: CommandContext,
): { readonly password?: string } {
  const password = pdfPasswordEnv === null ? undefined : env[pdfPasswordEnv];
  return password === undefined ? {} : { password };
}
