import { errorCode } from '../../shared/errors.ts';
import { call } from '../bridge-client.ts';
import { type BatchEntry, changeEntry, entriesToSign, useBatch } from '../state/batch.ts';
import { type BatchTask, lookOf, requireLeading } from './sign-batch.ts';
import { addSigned, type FrozenSignature, freezeSignature, signFrozen } from './sign-remotely.ts';

/** An entry whose signature only lacks its value. */
interface FrozenEntry extends FrozenSignature {
  readonly entry: BatchEntry;
}

/**
 * Signs what is listed and wanted with a remote credential: all are prepared, the person confirms one list, the service
 * signs all digests with one authorisation, and each is saved whole or not at all. What cannot be prepared is refused and
 * left out of the list. Rejects with AppError when nothing was signed, `cancelled` when the person closes the confirmation.
 */
export async function signBatchRemotely(task: BatchTask): Promise<void> {
  const wanted = entriesToSign(useBatch.getState().entries);
  useBatch.setState({ phase: 'confirming' });
  try {
    const key = await call('remote.prepare', { keyId: task.keyId });
    const frozen: FrozenEntry[] = [];
    for (const entry of wanted) {
      await orRefused(entry, async () => {
        const look = lookOf(entry, task);
        frozen.push({ entry, ...(await freezeSignature(key, { version: entry.version, look })) });
      });
    }
    const listed = frozen.map(({ entry, slot, toBeSigned }) => ({ ...entry, slot, toBeSigned }));
    const signatures = listed.length === 0 ? [] : await signFrozen(task.keyId, listed);
    const course = { done: 0, total: frozen.length, startedAt: performance.now(), atReader: false };
    useBatch.setState({ phase: 'signing', ...course });
    for (const [done, each] of frozen.entries()) {
      useBatch.setState({ done });
      await saveEntry(each, signatures[done]!, task.text, key.subject);
    }
    useBatch.setState({ phase: 'done' });
  } catch (error) {
    useBatch.setState({ phase: 'review' });
    throw error;
  }
}

async function saveEntry(frozen: FrozenEntry, signature: Uint8Array, text: string, subject: string): Promise<void> {
  const { entry } = frozen;
  const { dokument, version } = entry;
  changeEntry(dokument, { state: 'signing' });
  await orRefused(entry, async () => {
    await requireLeading(dokument, version.id);
    await addSigned({ dokument, version, text }, subject, frozen, signature);
    changeEntry(dokument, { state: 'signed' });
  });
}

async function orRefused({ dokument }: BatchEntry, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    changeEntry(dokument, { state: 'refused', code: errorCode(error) });
  }
}
