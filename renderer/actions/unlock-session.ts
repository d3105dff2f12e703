import { call, readStatus } from '../bridge-client.ts';
import { startReplica } from '../replica-client.ts';
import { restoreDraft } from '../state/drafts.ts';
import { type Notice, showNotice } from '../state/notice.ts';
import { setStatus } from '../state/session.ts';

/** Unlocks with the passphrase and brings back screen and unsaved input. Throws AppError 'passphrase-wrong' … */
export async function unlockSession(passphrase: string): Promise<void> {
  const { draft } = await call('vault.unlock', { passphrase });
  restoreDraft(draft);
  setStatus(await readStatus());
}

/** Unlocks with the recovery code, which sets a new passphrase. Throws AppError 'recovery-code-wrong' … */
export async function unlockWithRecoveryCode(recoveryCode: string, newPassphrase: string): Promise<void> {
  const { draft } = await call('vault.unlockWithRecoveryCode', { recoveryCode, newPassphrase });
  restoreDraft(draft);
  setStatus(await readStatus());
}

/** Starts the replica of the open vault; screens fill as soon as it answers. Says what a person should know of its start. */
export async function openReplica(): Promise<void> {
  const { cutAtTail, isLogShortened } = await startReplica();
  if (!cutAtTail && !isLogShortened) return;
  const text: Notice['text'] = ({ t, error }) => {
    const shortened = [error('log-shortened'), t('error.code', { code: 'log-shortened' })];
    return [...(isLogShortened ? shortened : []), ...(cutAtTail ? [t('journal.cut')] : [])].join(' ');
  };
  showNotice({ text, isLasting: true });
}
