import { createWasmDigests } from '../shared/crypto/wasm-digest.ts';
import { AppError, errorCode } from '../shared/errors.ts';
import { finishSignature, inspectPdf, prepareSignature, stampPdf, validatePdf } from '../shared/pdf/api.ts';
import { bytesSource, digestRange } from '../shared/pdf/file/byte-source.ts';
import type { Slot } from '../shared/pdf/pdf-types.ts';
import type { Anchors, FromPdfWorker, PdfCall, PdfCalls, StampLayout, StampOrder, ToPdfWorker } from './pdf-api.ts';

/** The worker that holds the document being checked, stamped or signed; it sees no key and opens no connection but for the font. */
declare const self: DedicatedWorkerGlobalScope;

interface OpenFile {
  readonly bytes: Uint8Array;
  slot: Slot | null;
}

const files = new Map<number, OpenFile>();
let lastHandle = 0;
let lastTrust: Anchors | null = null;
let fontUrl = '';
let font: Promise<Uint8Array> | null = null;

type Answers = { readonly [C in PdfCall]: (input: PdfCalls[C]['input']) => Promise<PdfCalls[C]['output']> };

const answers: Answers = {
  open: async ({ bytes }) => {
    lastHandle += 1;
    files.set(lastHandle, { bytes, slot: null });
    const digest = (await createWasmDigests())('sha256');
    digestRange(bytesSource(bytes), digest, 0, bytes.length);
    return { handle: lastHandle, sha: toHex(digest.digest()) };
  },

  check: async ({ handle, trust, at }) => {
    const source = bytesSource(fileOf(handle).bytes);
    const makeDigest = await createWasmDigests();
    const { anchors, timestampAnchors, entries } = sameTrust(trust);
    const request = { source, makeDigest, trust: anchors, timestampTrust: timestampAnchors, entries, at: new Date(at) };
    return { facts: inspectPdf(source), verdict: validatePdf(request) };
  },

  layoutStamp: async ({ handle, order }) => (await drawStamp(handle, order)).layout,

  stamp: async ({ handle, order }) => {
    const { baseSizeBytes, appended, layout } = await drawStamp(handle, order);
    return { bytes: joined(fileOf(handle).bytes, baseSizeBytes, appended), layout };
  },

  prepareSignature: async ({ handle, order }) => {
    const file = fileOf(handle);
    const slot = prepareSignature({
      source: bytesSource(file.bytes),
      makeDigest: await createWasmDigests(),
      chain: order.certificates,
      algorithm: order.algorithm,
      at: new Date(order.at),
      ...(order.reason ? { reason: order.reason } : {}),
      ...(order.visible ? { visible: { ...order.visible, font: await loadFont() } } : {}),
    });
    file.slot = slot;
    return { toBeSigned: new Uint8Array(slot.toBeSigned), algorithm: slot.algorithm };
  },

  finishSignature: async ({ handle, signature }) => {
    const { bytes: original, slot } = fileOf(handle);
    if (!slot) throw new AppError('input-invalid');
    const bytes = joined(original, slot.baseSizeBytes, finishSignature(slot, signature));
    await refuseBroken(bytes, slot.field);
    return { bytes };
  },

  close: async ({ handle }) => {
    files.delete(handle);
    return null;
  },
};

self.onmessage = ({ data }: MessageEvent<ToPdfWorker>) => {
  if (data.type === 'start') fontUrl = data.fontUrl;
  else void answer(data.id, data.name, data.input);
};

async function answer(id: number, name: PdfCall, input: unknown): Promise<void> {
  try {
    // The page sends `name` and `input` as one pair of PdfCalls; an indexed call cannot express that.
    const value = await (answers[name] as (input: unknown) => Promise<PdfCalls[PdfCall]['output']>)(input);
    const bytes = value && 'bytes' in value ? [value.bytes.buffer as ArrayBuffer] : [];
    tell({ id, ok: true, value }, bytes);
  } catch (error) {
    tell({ id, ok: false, code: errorCode(error) }, []);
  }
}

function tell(message: FromPdfWorker, transfer: ArrayBuffer[]): void {
  self.postMessage(message, transfer);
}

async function drawStamp(handle: number, { place, at, ...order }: StampOrder) {
  const source = bytesSource(fileOf(handle).bytes);
  const makeDigest = await createWasmDigests();
  const request = {
    ...order,
    source,
    makeDigest,
    font: await loadFont(),
    at: new Date(at),
    ...(place ? { place } : {}),
  };
  const { baseSizeBytes, appended, pageIndex, rect, text } = stampPdf(request);
  const layout: StampLayout = { pageIndex, rect, text };
  return { baseSizeBytes, appended, layout };
}

/** A key that signs something else must not leave a broken signature in the record. */
async function refuseBroken(bytes: Uint8Array, field: string): Promise<void> {
  const makeDigest = await createWasmDigests();
  const { signatures } = validatePdf({ source: bytesSource(bytes), makeDigest, trust: [], at: new Date() });
  const mine = signatures.find((signature) => signature.field === field);
  if (!mine || mine.verdict === 'invalid') throw new AppError('pdf-signature-broken', { cause: mine?.reason });
}

/** The arrays of the list before, when it is the same one: the engine then knows what it has read. */
function sameTrust(trust: Anchors): Anchors {
  if (trust.number === 0 || trust.number !== lastTrust?.number) lastTrust = trust;
  return lastTrust;
}

async function loadFont(): Promise<Uint8Array> {
  font ??= fetch(fontUrl).then(async (response) => {
    if (!response.ok) throw new AppError('internal', { cause: `font ${response.status}` });
    return new Uint8Array(await response.arrayBuffer());
  });
  return font;
}

function fileOf(handle: number): OpenFile {
  const file = files.get(handle);
  if (!file) throw new AppError('input-invalid');
  return file;
}

function joined(original: Uint8Array, baseSizeBytes: number, appended: Uint8Array): Uint8Array {
  const whole = new Uint8Array(baseSizeBytes + appended.length);
  whole.set(original.subarray(0, baseSizeBytes));
  whole.set(appended, baseSizeBytes);
  return whole;
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
