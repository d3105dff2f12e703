import '../shared/schemas-without-eval.ts';
import { createWasmDigests } from '../shared/crypto/wasm-digest.ts';
import { AppError, errorCode } from '../shared/errors.ts';
import { EvidenceMemory } from '../shared/pdf/level/evidence-memory.ts';
import type { NetworkQuestion, Online } from '../shared/pdf/level/network.ts';
import { raisePdf } from '../shared/pdf/level/raise-pdf.ts';
import type { FromRaiseWorker, LentRaiseOrder, ToRaiseWorker } from './raise-api.ts';
import { lentSource } from './ranges/lent-source.ts';

/** The worker that holds the signed files being raised; it sees no key and asks the network by messages alone. */
declare const self: DedicatedWorkerGlobalScope;

const waiting = new Map<number, { resolve(bytes: Uint8Array): void; reject(error: AppError): void }>();
let lastQuestion = 0;

const online: Online = {
  ask: askOutside,
  // Which service it is and who we are to it the agency's server knows.
  tsaUrl: 'server',
  makeNonce: () => crypto.getRandomValues(new Uint8Array(16)),
};
const memory = new EvidenceMemory();
const digests = createWasmDigests();

self.onmessage = ({ data }: MessageEvent<ToRaiseWorker>) => {
  if (data.type === 'raise') void raise(data.id, data.order);
  else receive(data.id, data.bytes);
};

async function raise(id: number, { file, ...order }: LentRaiseOrder): Promise<void> {
  const source = lentSource(file);
  try {
    const raised = await raisePdf({ ...order, source }, { makeDigest: await digests, online, memory });
    if (source.failure !== null) throw new AppError(source.failure);
    tell({ type: 'raised', id, raised }, []);
  } catch (error) {
    tell({ type: 'failed', id, code: source.failure ?? errorCode(error) }, []);
  }
}

function askOutside(question: NetworkQuestion): Promise<Uint8Array> {
  const id = ++lastQuestion;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    tell({ type: 'question', id, question }, []);
  });
}

function receive(id: number, bytes: Uint8Array | null): void {
  const asked = waiting.get(id);
  waiting.delete(id);
  if (bytes) asked?.resolve(bytes);
  else asked?.reject(new AppError('server-unreachable'));
}

function tell(message: FromRaiseWorker, transfer: ArrayBuffer[]): void {
  self.postMessage(message, transfer);
}
