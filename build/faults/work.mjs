import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { blankPdf } from '../blank-pdf.mjs';

const answerMs = 5_000;
const sentTimeoutMs = 90_000;

/** Up to five open Vorgaenge with the revisions that a person sees. */
export async function openVorgaenge(workstation) {
  const page = { akte: null, text: '', sort: 'titel', descending: false, offset: 0, limit: 60 };
  const { rows } = await workstation.ask('vorgaenge', page);
  const open = rows.filter(({ status }) => status === 'offen').slice(0, 5);
  // One that was listed a moment ago may be on its way once more.
  const asked = await Promise.all(open.map(({ id }) => workstation.ask('vorgang', { id })));
  return asked.flatMap((answer) => (answer ? [{ id: answer.vorgang.id, base: answer.vorgang.rev }] : []));
}

/** Waits for the first records of the server. */
export function untilRecords(workstation) {
  return until(
    async () => (await openVorgaenge(workstation)).length >= 3,
    () => 'no Vorgaenge arrived',
  );
}

/** One edit; enters it as saved once it was acknowledged. */
export async function saveOne({ workstation, vorgaenge, random, ledger, fault }) {
  const { id, base } = vorgaenge[Math.floor(random() * vorgaenge.length)];
  const value = ledger.nextValue();
  await workstation.tell('editVorgang', { id, set: { bemerkung: value }, base: { bemerkung: base } });
  ledger.acknowledge(fault, value);
}

/**
 * Types on until the returned `stop()` is called or the app is gone. `stop()` answers `{ attempted, saved }`; a refusal
 * before that is an error.
 */
export function startTyping(work) {
  const edits = { attempted: 0, saved: 0 };
  let isOver = false;
  const typing = (async () => {
    while (!isOver) {
      edits.attempted += 1;
      try {
        await saveOne(work);
      } catch (error) {
        if (isOver) return;
        throw error;
      }
      edits.saved += 1;
      await sleep(work.random() * 80);
    }
  })();
  // Whoever fails first decides; the other's failure is only a consequence.
  typing.catch(() => {});
  return {
    typing,
    /** From now on the app may be gone. */
    letGo() {
      isOver = true;
    },
    async stop() {
      isOver = true;
      // What a page that is gone was asked may never be answered.
      await Promise.race([typing, sleep(answerMs)]);
      return edits;
    },
  };
}

/** Takes in a file of `sizeBytes` random bytes as the post does; answers its SHA-256. */
export async function takeIn({ workstation, ledger, fault }, sizeBytes) {
  const bytes = blankPdf(randomBytes(sizeBytes));
  await workstation.tell('importDokument', {
    name: 'Eingang.pdf',
    titel: 'Eingang',
    bytes: bytes.toString('base64'),
    vorgang: null,
    eingang: {
      eingangsdatum: new Date().toISOString(),
      eingangsquelle: 'Poststelle',
      eingangskanal: 'Brief',
      absender: 'Fehlerprobe',
    },
  });
  return ledger.acknowledgeFile(fault, bytes);
}

/** Operations that the server has not decided. */
export const countWaiting = async (workstation) => (await workstation.ask('syncStatus', {})).waitingOperations;

/** Exchanges until nothing waits. Answers 'sent', or the code for which a person has to act. */
export async function untilSent(workstation) {
  let stopped = null;
  let last = null;
  const isDone = async () => {
    await workstation.tell('syncNow', {}).catch(() => {});
    const { waitingOperations, phase, code } = await workstation.ask('syncStatus', {});
    stopped = phase === 'stopped' ? code : null;
    last = `${phase} ${code}, ${waitingOperations} waiting`;
    return stopped !== null || (waitingOperations === 0 && phase !== 'offline');
  };
  await until(isDone, () => `not everything was sent: ${last}`);
  return stopped ?? 'sent';
}

/** Asks again and again; throws what `otherwise` says when it does not become true. */
export async function until(isTrue, otherwise, timeoutMs = sentTimeoutMs) {
  for (const startedAt = Date.now(); Date.now() - startedAt < timeoutMs; await sleep(200)) if (await isTrue()) return;
  throw new Error(otherwise());
}
