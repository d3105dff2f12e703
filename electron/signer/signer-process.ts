import { errorCode } from '../../shared/errors.ts';
import { commonName } from '../../shared/pdf/sign/certificate.ts';
import { openPkcs12 } from './open-pkcs12.ts';
import type { KeyFileOpening, SignerAnswer, SignerRequest } from './signer-messages.ts';
import { makeSignerSession, type UsableKey } from './signer-session.ts';

/** Entry of the signer's utility process: the only place where a signing key is ever readable. Main ends it. */
const answer = makeSignerSession(openKeyFile);

process.parentPort.on('message', async ({ data }: { data: SignerRequest }) => {
  process.parentPort.postMessage(await answered(data));
});

async function answered(request: SignerRequest): Promise<SignerAnswer> {
  try {
    return { id: request.id, ok: true, value: await answer(request) };
  } catch (error) {
    return { id: request.id, ok: false, code: errorCode(error) };
  }
}

function openKeyFile({ keyFile, password }: KeyFileOpening): UsableKey {
  const { chain, certificate, algorithm, signDigest } = openPkcs12(keyFile, password, new Date());
  return { certificates: chain, algorithm, subject: commonName(certificate.subject), signDigest };
}
