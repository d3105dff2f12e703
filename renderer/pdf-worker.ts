import { createWasmDigests } from '../shared/crypto/wasm-digest.ts';
import { AppError, errorCode } from '../shared/errors.ts';
import {
  composeLaufzettel,
  finishSignature,
  inspectPdf,
  prepareSignature,
  stampPdf,
  validatePdf,
} from '../shared/pdf/api.ts';
import { Collection } from '../shared/pdf/compose/collection.ts';
import { bytesSource, digestRange } from '../shared/pdf/file/byte-source.ts';
import type { Slot } from '../shared/pdf/pdf-types.ts';
import { samplePage } from '../shared/pdf/stamp/sample-page.ts';
import type { FromPdfWorker, PdfCall, PdfCalls, StampLayout, StampOrder, ToPdfWorker } from './pdf-api.ts';

/** The worker that holds the document being checked, stamped or signed; it sees no key and opens no connection but for the font. */
declare const self: DedicatedWorkerGlobalScope;

interface OpenFile {
  bytes: Uint8Array;
  slot: Slot | null;
}

const files = new Map<number, OpenFile>();
const collections = new Map<number, Collection>();
let lastHandle = 0;
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
    const { anchors, timestampAnchors, entries } = trust;
    const request = { source, makeDigest, trust: anchors, timestampTrust: timestampAnchors, entries, at: new Date(at) };
    return { facts: inspectPdf(source), verdict: validatePdf(request) };
  },

  previewStamp: async ({ order }) => {
    const page = samplePage();
    // A preview signs nothing, so what only the missing signature forbids is shown all the same.
    const kind = order.kind.nature === 'beglaubigung-elektronisch' ? 'beglaubigung' : order.kind.nature;
    const { baseSizeBytes, appended, layout } = await drawStamp(page, {
      ...order,
      kind: { ...order.kind, nature: kind },
    });
    return { bytes: joined(page, baseSizeBytes, appended), layout };
  },

  laufzettel: async ({ order: { place: _, at, ...order }, about }) => {
    const parts = { makeDigest: await createWasmDigests(), font: await loadFont(), at: new Date(at) };
    const { bytes, stamp } = composeLaufzettel({ ...about, ...order, ...parts });
    return { bytes, text: stamp.text };
  },

  layoutStamp: async ({ handle, order }) => (await drawStamp(fileOf(handle).bytes, order)).layout,

  stamp: async ({ handle, order }) => {
    const { baseSizeBytes, appended, layout } = await drawStamp(fileOf(handle).bytes, order);
    return { bytes: joined(fileOf(handle).bytes, baseSizeBytes, appended), layout };
  },

  prepareSignature: async ({ handle, order }) => {
    const file = fileOf(handle);
    if (order.stamp) {
      // The stamped bytes leave this worker only with the signature: drawStamp refuses an unfit certificate.
      const { baseSizeBytes, appended } = await drawStamp(file.bytes, order.stamp, order.certificates[0]);
      file.bytes = joined(file.bytes, baseSizeBytes, appended);
    }
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

  openCollection: async () => {
    lastHandle += 1;
    collections.set(lastHandle, new Collection(await loadFont()));
    return { handle: lastHandle };
  },

  addToCollection: async ({ handle, document, bytes }) => ({ refusal: collectionOf(handle).add(document, bytes) }),

  addMissing: async ({ handle, document, refusal }) => {
    collectionOf(handle).addMissing(document, refusal);
    return null;
  },

  finishCollection: async ({ handle, cover, at, why }) =>
    collectionOf(handle).finish(cover, new Date(at), (code) => why[code] ?? code),

  closeCollection: async ({ handle }) => {
    collections.delete(handle);
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

async function drawStamp(bytes: Uint8Array, { place, at, ...order }: StampOrder, signer?: Uint8Array) {
  const source = bytesSource(bytes);
  const makeDigest = await createWasmDigests();
  const request = {
    ...order,
    source,
    makeDigest,
    font: await loadFont(),
    at: new Date(at),
    ...(place ? { place } : {}),
    ...(signer ? { signer } : {}),
  };
  const { baseSizeBytes, appended, pageIndex, rect, text, accessibility } = stampPdf(request);
  const layout: StampLayout = { pageIndex, rect, text, accessibility };
  return { baseSizeBytes, appended, layout };
}

/** A key that signs something else must not leave a broken signature in the record. */
async function refuseBroken(bytes: Uint8Array, field: string): Promise<void> {
  const makeDigest = await createWasmDigests();
  const { signatures } = validatePdf({ source: bytesSource(bytes), makeDigest, trust: [], at: new Date() });
  const mine = signatures.find((signature) => signature.field === field);
  if (!mine || mine.verdict === 'invalid') throw new AppError('pdf-signature-broken', { cause: mine?.reason });
}

async function loadFont(): Promise<Uint8Array> {
  font ??= fetch(fontUrl).then(async (response) => {
    if (!response.ok) throw new AppError('internal', { cause: `font ${response.status}` });
    return new Uint8Array(await response.arrayBuffer());
  });
  return font;
}

function collectionOf(handle: number): Collection {
  const collection = collections.get(handle);
  if (!collection) throw new AppError('input-invalid');
  return collection;
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
