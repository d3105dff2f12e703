import { AppError } from '../../shared/errors.ts';
import { certificateLinks } from '../../shared/pdf/level/certificate-links.ts';
import { fetchEvidence } from '../../shared/pdf/level/fetch-evidence.ts';
import { fetchTimestamp } from '../../shared/pdf/level/fetch-timestamp.ts';
import { findPathOnline } from '../../shared/pdf/level/find-path.ts';
import type { Online } from '../../shared/pdf/level/network.ts';
import { commonName, readCertificate, requireUsable } from '../../shared/pdf/sign/certificate.ts';
import { children, derInteger, derSequence, readDer } from '../../shared/pdf/sign/der.ts';
import { readCms } from '../../shared/pdf/validate/read-cms.ts';
import type { RecordedAnswers } from '../fixtures/pdf/recorded-answers.ts';
import { mutatedDer } from './mutators/der.ts';
import { attempt, attemptOnline, type Failure } from './outcome.ts';
import type { Random } from './random.ts';

/** The answers of the network that are damaged, by what was asked. */
export const answerKinds = ['OCSP answer', 'CRL', 'time-stamp answer', 'certificate'] as const;
type AnswerKind = (typeof answerKinds)[number];

/** Damages a recorded answer and gives it to whoever asked. True when it was taken. */
export async function tryAnswer(
  kind: AnswerKind,
  answers: RecordedAnswers,
  random: Random,
  failures: Failure[],
): Promise<boolean> {
  const { at } = answers;
  const damaged = mutatedDer(Buffer.from(answerOf(kind, answers)), random);
  const online: Online = {
    ask: () => Promise.resolve(damaged),
    tsaUrl: 'http://tsa.example/',
    makeNonce: () => answers.nonce,
  };
  const [signer, sub, tsa, root] = [answers.signer, answers.sub, answers.tsa, answers.root].map(readCertificate);
  const work = {
    'OCSP answer': () => fetchEvidence(online, signer!, sub!, at),
    CRL: () => fetchEvidence(online, tsa!, root!, at),
    'time-stamp answer': () => fetchTimestamp(online, imprintOf(answers.token), at),
    certificate: () => findPathOnline(online, signer!, [], []),
  } as const;
  if (kind === 'certificate') attempt('certificate', () => useCertificate(damaged), failures);
  return 'value' in (await attemptOnline<unknown>(kind, work[kind], failures));
}

function answerOf(kind: AnswerKind, { ocsp, crl, token, sub }: RecordedAnswers): Uint8Array {
  if (kind === 'OCSP answer') return ocsp;
  if (kind === 'CRL') return crl;
  return kind === 'certificate' ? sub : derSequence(derSequence(derInteger(0)), token);
}

function useCertificate(der: Buffer): void {
  const certificate = readCertificate(der);
  certificateLinks(certificate);
  commonName(certificate.subject);
  requireUsable(certificate, certificate.notBefore);
}

/** The digest that the genuine token is about, so that a damaged one is read to its end. */
function imprintOf(token: Uint8Array): Uint8Array {
  const imprint = children(readDer(readCms(token).content!))[2];
  const digest = imprint && children(imprint)[1];
  if (digest === undefined) throw new AppError('internal', { cause: 'the recorded token has no imprint' });
  return digest.body;
}
