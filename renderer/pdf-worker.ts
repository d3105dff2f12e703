import '../shared/schemas-without-eval.ts';
import { fitsDocument, judgeBeside } from '../shared/asic/judge-beside.ts';
import { type Envelope, openEnvelope } from '../shared/asic/open-envelope.ts';
import { sniffFile } from '../shared/asic/sniff-file.ts';
import { createWasmDigests } from '../shared/crypto/wasm-digest.ts';
import { AppError, type ErrorCode, errorCode, errorCodes } from '../shared/errors.ts';
import { openMail } from '../shared/mail/open-mail.ts';
import { openOffice } from '../shared/office/open-office.ts';
import {
  encryptionOf,
  findFreePlaces,
  finishSignature,
  inspectPdf,
  prepareSignature,
  readSchreiben,
  requireGoodSignature,
  stampPdf,
  validatePdf,
} from '../shared/pdf/api.ts';
import { Collection } from '../shared/pdf/compose/collection.ts';
import { markEveryPage } from '../shared/pdf/compose/page-mark.ts';
import { type ByteSource, bytesSource, joinSource, type MakeDigest } from '../shared/pdf/file/byte-source.ts';
import type { PdfInput, Slot } from '../shared/pdf/pdf-types.ts';
import { samplePage } from '../shared/pdf/stamp/sample-page.ts';
import { stampPicture } from '../shared/pdf/stamp/stamp-picture.ts';
import type { TrustRequest } from '../shared/pdf/validate/judge-detached.ts';
import { practiceWatermark, practiceWorker } from '../shared/practice-messages.ts';
import { convertTiff } from '../shared/tiff/convert-tiff.ts';
import type {
  Anchors,
  FromPdfWorker,
  NamedBytes,
  PdfAnswers,
  PdfCall,
  PdfCalls,
  StampLayout,
  StampOrder,
  ToPdfWorker,
} from './pdf-api.ts';
import { type LentSource, lentSource } from './ranges/lent-source.ts';
import { joined, packZlib, shaOf } from './worker-bytes.ts';
import { loadFont, loadFonts, setFontUrl } from './worker-fonts.ts';
import { sheetAnswers } from './worker-sheets.ts';

/** The worker that holds the document being checked, stamped or signed; it sees no key and opens no connection but for the font. */
declare const self: DedicatedWorkerGlobalScope;

// Before anything is written: no page that is made in practice is without it.
if (self.name === practiceWorker) markEveryPage(practiceWatermark);

interface OpenFile {
  readonly lent: LentSource;
  /** What a stamp appended that leaves only with the signature over it. */
  stamped: Uint8Array;
  /** Names its encryption; null for a plain file. */
  readonly encryption: string | null;
  slot: Slot | null;
}

const files = new Map<number, OpenFile>();
// By encryption, so that a password holds for every Version of a file; the last one given stands last.
const passwords = new Map<string, string>();
const envelopes = new Map<number, Envelope>();
const collections = new Map<number, Collection>();
let lastHandle = 0;
let lastTrust: Anchors | null = null;

const answers: PdfAnswers = {
  ...sheetAnswers,

  open: async ({ file }) => {
    const lent = lentSource(file);
    const sha = shaOf(lent, await createWasmDigests());
    const encryption = encryptionIn(lent);
    if (lent.failure !== null) throw new AppError(lent.failure);
    lastHandle += 1;
    files.set(lastHandle, { lent, stamped: new Uint8Array(), encryption, slot: null });
    return { handle: lastHandle, sha };
  },

  freePlaces: async ({ handle }) => ({ places: findFreePlaces(inputOf(fileOf(handle))) }),

  sniff: async ({ bytes }) => ({ kind: sniffFile(bytes) }),
  convertTiff: async ({ bytes, title, at }) => ({
    bytes: await convertTiff(bytes, { title, at: new Date(at), deflate: packZlib }),
  }),

  fits: async ({ document, signature }) => {
    const makeDigest = await createWasmDigests();
    return { fits: fitsDocument({ source: bytesSource(document), makeDigest }, signature) };
  },

  checkBeside: async ({ handle, name, signatures, trust, at }) => {
    const makeDigest = await createWasmDigests();
    const document = { name, source: fileOf(handle).lent, makeDigest };
    return judgeBeside(document, signatures, trustRequest(trust, at));
  },

  openEnvelope: async ({ name, bytes }) => {
    const makeDigest = await createWasmDigests();
    const sha = shaOf(bytesSource(bytes), makeDigest);
    const opened = await openAny({ name, bytes }, sha, makeDigest);
    lastHandle += 1;
    envelopes.set(lastHandle, opened);
    const { type, members, letter = null, concerns = null } = opened;
    return { envelope: lastHandle, sha, type, members, letter, concerns };
  },

  checkEnvelope: async ({ envelope, trust, at }) => envelopeOf(envelope).judge(trustRequest(trust, at)),

  takeMember: async ({ envelope, name }) => ({ bytes: await envelopeOf(envelope).take(name) }),

  closeEnvelope: async ({ envelope }) => {
    envelopes.delete(envelope);
    return null;
  },

  check: async ({ handle, trust, at }) => {
    const input = inputOf(fileOf(handle));
    const request = { ...input, makeDigest: await createWasmDigests(), ...trustRequest(trust, at) };
    return { facts: inspectPdf(input.source, input.password), verdict: validatePdf(request) };
  },

  previewStamp: async ({ order }) => {
    const page = samplePage();
    // A preview signs nothing, so what only the missing signature forbids is shown all the same.
    const kind = order.kind.nature === 'beglaubigung-elektronisch' ? 'beglaubigung' : order.kind.nature;
    const shown = { ...order, kind: { ...order.kind, nature: kind } };
    const { baseSizeBytes, appended, layout } = await drawStamp({ source: bytesSource(page) }, shown);
    const bytes = joined(page.subarray(0, baseSizeBytes), appended);
    return { bytes, layout: { ...layout, picture: await pictureOf(shown) } };
  },

  readSchreiben: async ({ handle }) => ({
    reopened: readSchreiben(inputOf(fileOf(handle)).source, await loadFonts()),
  }),

  layoutStamp: async ({ handle, order }) => {
    const { layout } = await drawStamp(inputOf(fileOf(handle)), order);
    return { ...layout, picture: await pictureOf(order) };
  },

  stamp: async ({ handle, order }) => {
    const { appended, layout } = await drawStamp(inputOf(fileOf(handle)), order);
    return { appended: joined(appended), layout };
  },

  prepareSignature: async ({ handle, order }) => {
    const file = fileOf(handle);
    if (order.stamp) {
      // The stamped bytes leave this worker only with the signature: drawStamp refuses an unfit certificate.
      const { appended } = await drawStamp(inputOf(file), order.stamp, order.certificates[0]);
      file.stamped = joined(file.stamped, appended);
    }
    const slot = prepareSignature({
      ...inputOf(file),
      makeDigest: await createWasmDigests(),
      chain: order.certificates,
      algorithm: order.algorithm,
      at: new Date(order.at),
      ...(order.reason ? { reason: order.reason } : {}),
      ...(order.location ? { location: order.location } : {}),
      ...(order.field === null ? {} : { field: order.field }),
      ...(order.certify ? { certify: order.certify } : {}),
      ...(order.visible ? { visible: { ...order.visible, font: await loadFont() } } : {}),
    });
    file.slot = slot;
    return { toBeSigned: new Uint8Array(slot.toBeSigned), algorithm: slot.algorithm, slot };
  },

  finishSignature: async ({ handle, signature, slot: given }) => {
    const { lent, stamped, slot: prepared } = fileOf(handle);
    const slot = given ?? prepared;
    if (slot?.baseSizeBytes !== lent.size + stamped.length) throw new AppError('input-invalid');
    const appended = finishSignature(slot, signature);
    requireGoodSignature(slot, appended);
    return { appended: joined(stamped, appended) };
  },

  unlock: async ({ handle, password }) => {
    const { lent, encryption } = fileOf(handle);
    const { openedBy, mayStamp } = inspectPdf(lent, password);
    if (encryption === null || openedBy === null) throw new AppError(refusalIn(mayStamp));
    passwords.delete(encryption);
    passwords.set(encryption, password);
    return null;
  },

  lastPassword: async () => ({ password: [...passwords.values()].at(-1) ?? null }),

  forgetPasswords: async () => {
    passwords.clear();
    return null;
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
  if (data.type === 'start') setFontUrl(data.fontUrl);
  else void answer(data.id, data.name, data.input);
};

async function answer(id: number, name: PdfCall, input: unknown): Promise<void> {
  try {
    // The page sends `name` and `input` as one pair of PdfCalls; an indexed call cannot express that.
    const value = await (answers[name] as (input: unknown) => Promise<PdfCalls[PdfCall]['output']>)(input);
    const failure = failureOf(input);
    if (failure !== null) throw new AppError(failure);
    tell({ id, ok: true, value }, handedOver(value));
  } catch (error) {
    tell({ id, ok: false, code: failureOf(input) ?? errorCode(error) }, []);
  }
}

async function openAny({ name, bytes }: NamedBytes, sha: string, makeDigest: MakeDigest): Promise<Envelope> {
  const kind = sniffFile(bytes);
  const view = { sha, font: await loadFont() };
  if (kind === 'mail') return openMail(bytes, view);
  const text = kind === 'container' ? await openOffice(bytes, view) : null;
  return text ?? openEnvelope(name, bytes, makeDigest);
}

function tell(message: FromPdfWorker, transfer: ArrayBuffer[]): void {
  self.postMessage(message, transfer);
}

async function drawStamp(input: PdfInput, { place, at, ...order }: StampOrder, signer?: Uint8Array) {
  const makeDigest = await createWasmDigests();
  const request = {
    ...order,
    ...input,
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

async function pictureOf({ kind, fields }: StampOrder): Promise<Uint8Array | null> {
  return stampPicture(kind, { fields, font: await loadFont() });
}

/** The arrays of the list before, when it is the same one: the engine then knows what it has read. */
function sameTrust(trust: Anchors): Anchors {
  if (trust.number === 0 || trust.number !== lastTrust?.number) lastTrust = trust;
  return lastTrust;
}

function trustRequest(trust: Anchors, at: string): TrustRequest {
  const { anchors, timestampAnchors, entries } = sameTrust(trust);
  return { trust: anchors, timestampTrust: timestampAnchors, entries, at: new Date(at) };
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

function envelopeOf(handle: number): Envelope {
  const found = envelopes.get(handle);
  if (!found) throw new AppError('input-invalid');
  return found;
}

function inputOf({ lent, stamped, encryption }: OpenFile): PdfInput {
  const password = encryption === null ? undefined : passwords.get(encryption);
  return {
    source: stamped.length === 0 ? lent : joinSource(lent, stamped),
    ...(password === undefined ? {} : { password }),
  };
}

/** A damaged file is refused by what is asked of it, with the code that fits. */
function encryptionIn(source: ByteSource): string | null {
  try {
    return encryptionOf(source);
  } catch {
    return null;
  }
}

function refusalIn(may: true | string): ErrorCode {
  return errorCodes.find((code) => code === may) ?? 'pdf-encrypted';
}

/** A range that could not be read may have made the engine conclude something else from the file. */
function failureOf(input: unknown): ErrorCode | null {
  const { handle } = input as { readonly handle?: number };
  return files.get(handle ?? 0)?.lent.failure ?? null;
}

function handedOver(value: PdfCalls[PdfCall]['output']): ArrayBuffer[] {
  if (value && 'bytes' in value) return [value.bytes.buffer as ArrayBuffer];
  return value && 'appended' in value ? [value.appended.buffer as ArrayBuffer] : [];
}
