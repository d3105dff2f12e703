import { sha256 } from '@noble/hashes/sha2.js';
import { Appender } from '../file/append.ts';
import { dict, isDict, isType, latin1Bytes, name, type PdfObject, type PdfRef, pdfDate } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { hex } from '../file/serialize.ts';
import type { ValidationData } from './collect-evidence.ts';

const storeKeys = ['Certs', 'OCSPs', 'CRLs'] as const;
type StoreKey = (typeof storeKeys)[number];
const vriKeys = { Certs: 'Cert', OCSPs: 'OCSP', CRLs: 'CRL' } as const;

/**
 * Appends the document security store (ISO 32000-2 §12.8.4.3): what is there already is referred to, not written twice; the
 * entries of other signatures stay. Null when nothing new would be written.
 */
export function appendStore(file: PdfFile, data: readonly ValidationData[], at: Date): Uint8Array | null {
  const update = new Appender(file);
  const holder = file.catalog().get('DSS');
  const store = new Map(file.dict(holder) ?? [['Type', name('DSS')]]);
  const streams = new Streams(update, store);
  const entries = new Map(file.dict(store.get('VRI')) ?? []);
  for (const { vriKey, certificates, evidence } of data) {
    const entry = {
      Certs: certificates.map((one) => streams.put('Certs', one.der)),
      OCSPs: evidence.filter(({ kind }) => kind === 'ocsp').map((one) => streams.put('OCSPs', one.der)),
      CRLs: evidence.filter(({ kind }) => kind === 'crl').map((one) => streams.put('CRLs', one.der)),
    };
    // Other programs take a rewritten entry for an attack; what is new for an old signature is found in the lists.
    if (entries.has(vriKey)) continue;
    const filled = storeKeys.filter((key) => entry[key].length > 0);
    entries.set(
      vriKey,
      dict({ ...Object.fromEntries(filled.map((key) => [vriKeys[key], entry[key]])), TU: pdfDate(at) }),
    );
  }
  if (streams.added === 0 && entries.size === (file.dict(store.get('VRI'))?.size ?? 0)) return null;
  for (const key of storeKeys) if (streams.refs[key].length > 0) store.set(key, streams.refs[key]);
  store.set('VRI', entries);
  if (isType(holder, 'ref') && isDict(file.resolve(holder))) update.replace(holder, store);
  else update.extend(file.catalogRef(), { DSS: update.add(store) });
  const seed = latin1Bytes(`${at.toISOString()} DSS ${file.source.size}`);
  return update.write(sha256(seed).subarray(0, 16)).appended;
}

/** The store's streams by content, those of the file and new ones. */
class Streams {
  readonly refs: Record<StoreKey, PdfObject[]>;
  added = 0;
  private readonly update: Appender;
  private readonly known = new Map<string, PdfRef>();

  constructor(update: Appender, store: ReadonlyMap<string, PdfObject>) {
    const { file } = update;
    this.update = update;
    const old = (key: StoreKey): PdfObject[] => [...(file.array(store.get(key)) ?? [])];
    this.refs = { Certs: old('Certs'), OCSPs: old('OCSPs'), CRLs: old('CRLs') };
    for (const key of storeKeys) {
      for (const item of this.refs[key]) {
        const stream = file.resolve(item);
        if (isType(item, 'ref') && isType(stream, 'stream')) this.known.set(keyOf(key, file.streamBytes(stream)), item);
      }
    }
  }

  put(key: StoreKey, der: Uint8Array): PdfRef {
    const id = keyOf(key, der);
    const before = this.known.get(id);
    if (before !== undefined) return before;
    const added = this.update.add({ dict: new Map(), bytes: der });
    this.known.set(id, added);
    this.refs[key].push(added);
    this.added++;
    return added;
  }
}

function keyOf(key: StoreKey, der: Uint8Array): string {
  return `${key} ${hex(sha256(der))}`;
}
