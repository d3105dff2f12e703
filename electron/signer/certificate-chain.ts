import type { Certificate } from '../../shared/pdf/sign/certificate.ts';
import { equalBytes } from '../../shared/pdf/sign/der.ts';

/** DER, signer first, then each issuer that is among `all`. */
export function chainOf(signer: Certificate, all: readonly Certificate[]): Uint8Array[] {
  const chain = [signer];
  for (let current: Certificate | undefined = signer; current !== undefined; ) {
    const { issuer }: Certificate = current;
    current = all.find((candidate) => equalBytes(candidate.subject.raw, issuer.raw) && !chain.includes(candidate));
    if (current !== undefined) chain.push(current);
  }
  return chain.map((certificate) => certificate.der);
}
