import { randomBytes } from 'node:crypto';
import { createAskRelay } from '../../renderer/sync/ask-relay.ts';
import { createFetchBlob } from '../../renderer/sync/commands.ts';
import { createRaising, type Raiser, type Raising } from '../../renderer/sync/raise-signatures.ts';
import { createDownloads } from '../../renderer/sync/transfer-blob.ts';
import { createWasmDigests } from '../../shared/crypto/wasm-digest.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import { EvidenceMemory } from '../../shared/pdf/level/evidence-memory.ts';
import type { AskNetwork } from '../../shared/pdf/level/network.ts';
import { raisePdf } from '../../shared/pdf/level/raise-pdf.ts';
import type { Desk } from './desk.ts';

/** What renderer/raise-worker.ts does, without a worker around it. */
export function raiserHere(ask: AskNetwork): Raiser {
  const memory = new EvidenceMemory();
  const online = { ask, tsaUrl: 'server', makeNonce: () => randomBytes(16) };
  return {
    raise: async ({ file, ...order }) => {
      // A worker reads the lent file in ranges and waits; here nobody else could answer meanwhile.
      const bytes = new Uint8Array(file.sizeBytes);
      for (let at = 0; at < bytes.length; ) {
        const part = await file.read(at, bytes.length - at);
        bytes.set(part, at);
        at += part.length;
      }
      const source = bytesSource(bytes);
      return raisePdf({ ...order, source }, { makeDigest: await createWasmDigests(), online, memory });
    },
    close: () => undefined,
  };
}

/** The upgrade queue of a workstation, through its own gateway and the real server. */
export function raisingOn({ server, replica }: Desk): Raising {
  return createRaising({
    replica,
    fetchBlob: createFetchBlob(createDownloads({ server, replica })),
    startRaiser: () => raiserHere(createAskRelay(server)),
    anchors: async () => [],
    random: () => 0.5,
  });
}
