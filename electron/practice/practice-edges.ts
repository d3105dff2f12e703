import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BridgeCall } from '../../shared/bridge.ts';
import { AppError } from '../../shared/errors.ts';
import { practiceWord } from '../../shared/practice-messages.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import type { Policy } from '../policy.ts';

/**
 * The rules of practice, whatever those of the machine are: nothing of it has to be kept from others, locking would end it, and no
 * folder with real scans is looked into.
 */
export const practicePolicy: Policy = {
  lock: { idleMinutes: 0, withSystem: false },
  notifications: false,
  scan: { allowed: false },
};

/** No letter of practice is larger. */
const MOST_BYTES = 1024 * 1024;

/** What needs a real server, a real card or a real passphrase, or would carry practice over into earnest. */
const refusedCalls = [
  'setup.probe',
  'setup.signIn',
  'setup.signInOidc',
  'setup.finish',
  'setup.restore',
  'device.replace',
  'device.replaceByBrowser',
  'device.return',
  'device.wipe',
  'vault.unlock',
  'vault.unlockWithRecoveryCode',
  'vault.changePassphrase',
  'cards.look',
  'signer.chooseCard',
  'remote.credentials',
  'signer.chooseRemote',
  'remote.prepare',
  'remote.sign',
  'notfallkopie.write',
  'office.open',
  'office.convert',
  'scan.choose',
  'scan.files',
] as const satisfies readonly BridgeCall[];

/** Handlers that take the place of the real ones in practice: each throws AppError 'practice-refused'. */
export function refusedInPractice(): Pick<BridgeHandlers, (typeof refusedCalls)[number]> {
  const refuse = () => Promise.reject(new AppError('practice-refused'));
  return Object.fromEntries(refusedCalls.map((name) => [name, refuse])) as unknown as ReturnType<
    typeof refusedInPractice
  >;
}

/** Of what the person picked, only the post of practice goes in, wherever it lies. Throws AppError 'practice-foreign-file'. */
export async function requirePracticePost(files: readonly string[], postList: string): Promise<readonly string[]> {
  const known = new Set(JSON.parse(await readFile(postList, 'utf8')) as string[]);
  for (const file of files) {
    const facts = await stat(file).catch(() => null);
    if (!facts || facts.size > MOST_BYTES) throw new AppError('practice-foreign-file');
    const sha = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    if (!known.has(sha)) throw new AppError('practice-foreign-file');
  }
  return files;
}

/** Where a copy goes that leaves practice: its name begins with the word, and it takes no other file's place. */
export function practiceTarget(target: string): string {
  const { dir, name, ext } = path.parse(target);
  if (name.startsWith(practiceWord)) return target;
  for (let n = 1; ; n++) {
    const tried = path.join(dir, `${practiceWord} ${name}${n === 1 ? '' : ` (${n})`}${ext}`);
    if (!existsSync(tried)) return tried;
  }
}
