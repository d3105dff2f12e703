import { sha256 } from '@noble/hashes/sha2.js';
import { AppError } from '../../errors.ts';
import { requireChangeAllowed } from '../change-rights.ts';
import { Appender, type Update } from '../file/append.ts';
import { dict, latin1Bytes, name, pdfDate, text } from '../file/objects.ts';
import { PdfFile } from '../file/pdf-file.ts';
import type { SignRequest, Slot } from '../pdf-types.ts';
import { emptyGap, sealGap } from './byte-range-gap.ts';
import { type Certificate, commonName, readCertificate, requireUsable } from './certificate.ts';
import { certificationReference, joinPermissions, requireCertifiable } from './certification.ts';
import { signedAttributes } from './cms.ts';
import { hashBytes } from './hash-bytes.ts';
import { requireIntact } from './require-intact.ts';
import { requireSeedValues } from './seed-values.ts';
import { algorithmFacts, chooseAlgorithm } from './signature-algorithm.ts';
import { chooseField, lockReferences, placeField } from './signature-field.ts';

/**
 * Appends a signature dictionary with an empty gap and digests everything around it (ISO 32000-2 §12.8.1). Throws
 * AppError, among them 'pdf-changes-forbidden', 'pdf-certify-too-late', 'pdf-field-exists', 'certificate-expired', 'key-too-short'.
 */
export function appendSlot(request: SignRequest): Slot {
  const signer = signerOf(request);
  const file = new PdfFile(request.source, request.password);
  const field = chooseField(file, request.field);
  requireChangeAllowed(file, 'sign', field.name);
  const { certify } = request;
  if (certify !== undefined) requireCertifiable(file);
  const algorithm = chooseAlgorithm(signer, request.algorithm);
  requireSeedValues(file, field.existing, { algorithm, chain: request.chain, reason: request.reason, certify });
  requireIntact(file, request.makeDigest, request.at);
  const references = [
    ...lockReferences(file, field),
    ...(certify === undefined ? [] : [certificationReference(certify)]),
  ];
  const update = new Appender(file);
  const reserveBytes = request.reserveBytes ?? 8192 + request.chain.reduce((sum, der) => sum + der.length, 0);
  const signature = update.add({
    dict: dict({
      Type: name('Sig'),
      Filter: name('Adobe.PPKLite'),
      SubFilter: name('ETSI.CAdES.detached'),
      M: pdfDate(request.at),
      Name: text(commonName(signer.subject)),
      Reason: request.reason ? text(request.reason) : undefined,
      Location: request.location ? text(request.location) : undefined,
      Reference: references.length > 0 ? references : undefined,
    }),
    verbatim: emptyGap(reserveBytes),
  });
  placeField(update, field, signature, request, commonName(signer.subject));
  if (certify !== undefined) joinPermissions(update, signature);
  const seed = latin1Bytes(`${request.at.toISOString()} ${field.name} ${file.source.size}`);
  return freezeSlot(request, signer, field.name, update.write(sha256(seed).subarray(0, 16)), reserveBytes);
}

function signerOf(request: SignRequest): Certificate {
  const first = request.chain[0];
  if (first === undefined) throw new AppError('key-missing');
  const signer = readCertificate(first);
  requireUsable(signer, request.at);
  return signer;
}

function freezeSlot(
  request: SignRequest,
  signer: Certificate,
  field: string,
  update: Update,
  reserveBytes: number,
): Slot {
  const algorithm = chooseAlgorithm(signer, request.algorithm);
  const { hash } = algorithmFacts[algorithm];
  const { gapStart, gapEnd, digest } = sealGap(request.source, request.makeDigest, update, reserveBytes, hash);
  const attributes = signedAttributes(digest, signer, algorithm);
  return Object.freeze({
    baseSizeBytes: request.source.size,
    appended: update.appended,
    gapStart,
    gapEnd,
    digest,
    attributes,
    toBeSigned: hashBytes(hash, attributes),
    algorithm,
    chain: request.chain,
    field,
  });
}
