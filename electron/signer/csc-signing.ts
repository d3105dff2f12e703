import { AppError } from '../../shared/errors.ts';
import { digestBytes } from '../../shared/pdf/sign/signature-algorithm.ts';
import { authorizeSchema, signHashSchema } from './csc-answers.ts';
import type { CscCredential } from './csc-credential.ts';
import type { CscService } from './csc-service.ts';
import { digestOid, signAlgoParams } from './csc-sign-algo.ts';
import { requireOwnSignature } from './own-signature.ts';

/** What lets the service sign: signature activation data, or a token of scope `credential` in its place. */
export type Activation = { readonly sad: string } | { readonly token: string };

/** How an authorisation is got: by the factors that the person typed (by id), or elsewhere, such as in the browser. */
export type Authorise = (hashes: readonly Uint8Array[]) => Promise<Activation>;

/**
 * The service's signatures over finished digests, in their order. Only the digests leave; every signature is checked
 * against the certificate before anybody sees it. Throws AppError 'csc-hash-mismatch', 'csc-too-many', 'csc-…'.
 */
export async function signHashes(
  service: CscService,
  credential: CscCredential,
  digests: readonly Uint8Array[],
  authorise: Authorise,
): Promise<readonly Uint8Array[]> {
  if (digests.some(({ length }) => length !== digestBytes(credential.algorithm))) throw new AppError('input-invalid');
  const { multisign, mode } = credential;
  // Another authorisation would ask the person again for what was confirmed as one list.
  if (digests.length > multisign && mode !== 'implicit') throw new AppError('csc-too-many');
  const signed: Uint8Array[] = [];
  for (let at = 0; at < digests.length; at += multisign) {
    const part = digests.slice(at, at + multisign);
    signed.push(...(await signPart(service, credential, part, await authorise(part))));
  }
  return signed;
}

/** `credentials/authorize`: the hashes are always named, so that the authorisation is good for nothing else (SCAL 2). */
export function authoriseByFactors(
  service: CscService,
  credential: CscCredential,
  factors: Readonly<Record<string, string>>,
): Authorise {
  const typed = Object.entries(factors).filter(([, value]) => value !== '');
  return async (hashes) => {
    const values = hashes.map(base64);
    const common = { credentialID: credential.id, numSignatures: hashes.length };
    const body =
      service.version === 1
        ? { ...common, hash: values, ...Object.fromEntries(typed) }
        : {
            ...common,
            hashes: values,
            hashAlgorithmOID: digestOid(credential.algorithm),
            ...(typed.length === 0 ? {} : { authData: typed.map(([id, value]) => ({ id, value })) }),
          };
    return { sad: (await service.ask('credentials/authorize', body, authorizeSchema)).SAD };
  };
}

async function signPart(
  service: CscService,
  credential: CscCredential,
  digests: readonly Uint8Array[],
  activation: Activation,
): Promise<readonly Uint8Array[]> {
  const { id, algorithm, signAlgo } = credential;
  const values = digests.map(base64);
  const oid = digestOid(algorithm);
  const parameters = signAlgoParams(algorithm);
  const body = {
    credentialID: id,
    ...('sad' in activation ? { SAD: activation.sad } : {}),
    ...(service.version === 1 ? { hash: values, hashAlgo: oid } : { hashes: values, hashAlgorithmOID: oid }),
    signAlgo,
    ...(parameters === undefined ? {} : { signAlgoParams: parameters }),
  };
  const token = 'token' in activation ? activation.token : undefined;
  const { signatures } = await service.ask('signatures/signHash', body, signHashSchema, token);
  if (signatures.length !== digests.length) throw new AppError('csc-answer-invalid');
  return signatures.map((text, index) => {
    const signature = new Uint8Array(Buffer.from(text, 'base64'));
    return requireOwnSignature(credential, digests[index]!, signature, 'csc-hash-mismatch');
  });
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
