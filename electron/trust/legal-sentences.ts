import { legalMeaningBefore } from '../../shared/legal-meaning.ts';
import type { Certificate } from '../../shared/pdf/sign/certificate.ts';
import { type Language, translate } from '../../shared/texts/translate.ts';
import { keyRank } from './key-rank.ts';
import type { TrustFile } from './trust-file.ts';

/** What signing with a certificate (null: of a key file) will mean, in sentences, before it happens. */
export async function legalSentences(
  trust: TrustFile,
  certificate: Certificate | null,
  { language, now }: { readonly language: Language; readonly now: Date },
): Promise<readonly string[]> {
  return legalMeaningBefore(await keyRank(trust, certificate, now)).map((key) => translate(language, key));
}
