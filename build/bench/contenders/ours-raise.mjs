import { createWasmDigests } from '../../../shared/crypto/wasm-digest.ts';
import { finishSignature, prepareSignature, validatePdf } from '../../../shared/pdf/api.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { EvidenceMemory } from '../../../shared/pdf/level/evidence-memory.ts';
import { raisePdf } from '../../../shared/pdf/level/raise-pdf.ts';
import { timestampRequest } from '../../../shared/pdf/level/timestamp-request.ts';

/** What the raise worker of the app runs, and what prepares and judges its files: bundled for the benchmark `upgrade`. */
export const ours = {
  bytesSource,
  createWasmDigests,
  EvidenceMemory,
  finishSignature,
  prepareSignature,
  raisePdf,
  timestampRequest,
  validatePdf,
};
