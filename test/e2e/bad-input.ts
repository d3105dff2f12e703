import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ErrorCode } from '../../shared/errors.ts';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';

const MEBIBYTE = 1024 * 1024;

/** A file that is taken in as it came and cannot be shown. */
export interface UnreadablePdf {
  readonly file: string;
  readonly titel: string;
  readonly code: ErrorCode;
}

/** Writes the PDFs that citizens really send, and one good one. */
export function badPdfs(folder: string) {
  const write = (name: string, bytes: Uint8Array) => {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return file;
  };
  const good = write('gewoehnlich.pdf', makePdf(plainBodies(1)));
  const closed = write('verschlossen.pdf', readFileSync(good));
  chmodSync(closed, 0);
  const unreadable: UnreadablePdf[] = [
    { file: write('kaputt.pdf', Buffer.from('%PDF-1.7\nabgebrochen')), titel: 'Beschädigt', code: 'pdf-xref-damaged' },
    ...encryptedPdf(folder, good),
  ];
  return {
    empty: write('leer.pdf', new Uint8Array()),
    /** Nobody but root may read it. */
    closed,
    unreadable,
    good,
    certified: write('beglaubigt.pdf', certifiedPdf()),
    huge: write('riesig.pdf', hugePdf(300 * MEBIBYTE)),
  };
}

/** Locked with a password by qpdf; nothing where there is no qpdf. */
function encryptedPdf(folder: string, good: string): UnreadablePdf[] {
  const file = path.join(folder, 'verschluesselt.pdf');
  const words = ['--encrypt', 'geheim', 'geheim', '256', '--', good, file];
  const isMade = spawnSync('qpdf', words).status === 0;
  if (!isMade) console.warn('no qpdf: the encrypted PDF is not tried');
  return isMade ? [{ file, titel: 'Verschlüsselt', code: 'pdf-encrypted' }] : [];
}

/** Certified against every change (ISO 32000-2 §12.8.2.2, P = 1). */
export function certifiedPdf(): Buffer {
  const reference = '<</TransformMethod/DocMDP/TransformParams<</P 1>>>>';
  const catalog = `<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP<</Reference[${reference}]>>>>>>`;
  return makePdf({ ...plainBodies(1), 1: catalog });
}

/** A valid file of one page with a content stream of blanks. */
function hugePdf(sizeBytes: number): Buffer {
  const content = `${' '.repeat(sizeBytes)}0 0 m 9 `;
  return makePdf({ ...plainBodies(1), 4: `<</Length ${content.length}>>\nstream\n${content}\nendstream` });
}

/** Copies a key file of the fixtures to where the app's user may read it. */
export function keyFile(folder: string, name: string): string {
  const file = path.join(folder, name);
  copyFileSync(path.join(import.meta.dirname, '../fixtures/pki', name), file);
  return file;
}

/** A fresh self-signed certificate for 127.0.0.1. */
export function makeCertificate(folder: string): { readonly key: Buffer; readonly cert: Buffer } {
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...words, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}
