import { withoutEnding } from '../../shared/accepted-endings.ts';
import { isPdfName } from '../../shared/asic/shown-member.ts';
import { AppError, type ErrorCode, errorCode } from '../../shared/errors.ts';
import { convertTiff, fitsDocument, openEnvelope, sniffFile } from '../pdf-client.ts';
import type { PickedFile } from './pick-files.ts';

/** What arrived as one: a document or an envelope, and the signatures that lie beside it. */
export interface Delivery {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly mimetyp: string;
  readonly signatures: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Of a scan that came as TIFF: the name of its file. */
  readonly tiff?: string;
  /** Of an e-mail: what it says of itself, and the PDFs that came with it, which become Anlagen. */
  readonly letter?: { readonly subject: string; readonly from: string; readonly anlagen: readonly string[] };
  readonly read: () => Promise<Uint8Array>;
}

/** What of the picked files can be taken in, and what cannot; nothing happened to either. */
export interface SortedFiles {
  readonly deliveries: readonly Delivery[];
  readonly refused: readonly { readonly name: string; readonly code: ErrorCode }[];
}

interface SignatureFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A PDF comes as it is; anything else is read beforehand, up to this size. */
const largestReadBytes = 512 * 1024 * 1024;
const largestSignatureBytes = 16 * 1024 * 1024;
const pdf = 'application/pdf';

/**
 * Puts signatures to their documents, by name or because there is only one, and only where the signature is about that very
 * file. A signature without its document, one of another document and unknown files are refused; the others go on.
 */
export async function sortDeliveries(picked: readonly PickedFile[]): Promise<SortedFiles> {
  const deliveries: Delivery[] = [];
  const refused: { name: string; code: ErrorCode }[] = [];
  const signatures: SignatureFile[] = [];
  for (const file of picked) {
    try {
      const sorted = await look(file);
      if ('mimetyp' in sorted) deliveries.push(sorted);
      else signatures.push(sorted);
    } catch (error) {
      refused.push({ name: file.name, code: errorCode(error) });
    }
  }
  const documents = deliveries.filter(({ mimetyp }) => mimetyp === pdf);
  const beside = new Map<Delivery, SignatureFile[]>();
  for (const signature of signatures) {
    const document = documentOf(signature.name, documents);
    if (document) beside.set(document, [...(beside.get(document) ?? []), signature]);
    else refused.push({ name: signature.name, code: 'signature-without-document' });
  }
  for (const [document, own] of beside) {
    const at = deliveries.indexOf(document);
    try {
      deliveries[at] = await join(document, own);
    } catch (error) {
      refused.push({ name: [document, ...own].map(({ name }) => name).join(', '), code: errorCode(error) });
      deliveries.splice(at, 1);
    }
  }
  return { deliveries, refused };
}

/** A PDF is only read when it is taken in; of everything else the bytes say what it is. */
async function look(file: PickedFile): Promise<Delivery | SignatureFile> {
  // Nothing in it, or nothing that may be read: said now, not after the form is filled in.
  if (file.sizeBytes === 0 && (await file.read()).length === 0) throw new AppError('pdf-empty');
  if (/\.pdf$/i.test(file.name)) return { ...file, mimetyp: pdf, signatures: [] };
  if (file.sizeBytes > largestReadBytes) throw new AppError('too-large');
  const bytes = await file.read();
  const known = { ...file, signatures: [], read: async () => bytes.slice() };
  switch (await sniffFile(bytes)) {
    case 'pdf':
      return { ...known, mimetyp: pdf };
    case 'tiff':
      return asPdf(file, bytes);
    case 'detached':
      if (bytes.length > largestSignatureBytes) throw new AppError('too-large');
      return { name: file.name, bytes };
    // A text file is a container too, until it is opened.
    case 'container':
    case 'enveloping':
      return { ...known, mimetyp: await envelopeType(file.name, bytes) };
    case 'mail':
      return { ...known, ...(await letterIn(file.name, bytes)) };
    default:
      throw new AppError('file-type-unknown');
  }
}

/** A scan that came as TIFF is taken in as the PDF/A made from it; its own file stays where it was. */
async function asPdf(file: PickedFile, bytes: Uint8Array): Promise<Delivery> {
  const title = withoutEnding(file.name);
  const converted = await convertTiff(bytes, title, new Date());
  const made = { name: `${title}.pdf`, sizeBytes: converted.length, mimetyp: pdf, tiff: file.name };
  return { ...file, ...made, signatures: [], read: async () => converted.slice() };
}

/** What of an e-mail has to be known before it is taken in. */
async function letterIn(name: string, bytes: Uint8Array): Promise<Pick<Delivery, 'mimetyp' | 'letter'>> {
  const envelope = await openEnvelope({ name, bytes: bytes.slice() });
  envelope.close();
  const { type, letter, members } = envelope;
  const anlagen = members.slice(1).flatMap((member) => (isPdfName(member.name) ? [member.name] : []));
  return { mimetyp: type, ...(letter && { letter: { ...letter, anlagen } }) };
}

async function envelopeType(name: string, bytes: Uint8Array): Promise<string> {
  const envelope = await openEnvelope({ name, bytes: bytes.slice() });
  envelope.close();
  return envelope.type;
}

/** `Antrag.pdf.p7s` and `Antrag.p7s` belong to `Antrag.pdf`; a single document needs no name. */
function documentOf(name: string, documents: readonly Delivery[]): Delivery | undefined {
  const bare = name.replace(/\.[^.]+$/, '').toLowerCase();
  const named = documents.find((one) => [`${bare}.pdf`, bare].includes(one.name.toLowerCase()));
  return named ?? (documents.length === 1 ? documents[0] : undefined);
}

/** Throws AppError 'signature-not-of-document'. */
async function join(document: Delivery, signatures: readonly SignatureFile[]): Promise<Delivery> {
  const bytes = await document.read();
  for (const { bytes: signature } of signatures)
    if (!(await fitsDocument(bytes, signature))) throw new AppError('signature-not-of-document');
  // A copy each time: who takes it in hands it over.
  return { ...document, signatures, read: async () => bytes.slice() };
}
