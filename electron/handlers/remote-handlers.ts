import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { readCertificate, requireUsable } from '../../shared/pdf/sign/certificate.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import type { ConfirmRequest, TrySecrets } from '../confirm/confirm-request.ts';
import type { Policy } from '../policy.ts';
import type { CscClient } from '../signer/csc-client.ts';
import type { CscSetting, RemoteCredential } from '../signer/csc-messages.ts';
import { legalSentences } from '../trust/legal-sentences.ts';
import { otherHolder } from './other-holder.ts';
import { type SignerKey, tellKey } from './tell-key.ts';

type RemoteCall = 'remote.services' | 'remote.credentials' | 'signer.chooseRemote' | 'remote.prepare' | 'remote.sign';
type Service = NonNullable<Policy['cscServices']>[number];
type ToSign = Parameters<BridgeHandlers['remote.sign']>[0]['documents'];

/** What remote signing needs of Electron. */
export interface RemoteEdge {
  /** A process that speaks to signature services. */
  readonly startCsc: (services: readonly CscSetting[]) => CscClient;
  /** Main's confirmation window; throws AppError 'cancelled'. */
  readonly confirm: <T>(request: ConfirmRequest, trySecrets: TrySecrets<T>) => Promise<T>;
}

/** Choosing a credential at a service that the policy allows, and having it sign listed digests after a confirmation. */
export function remoteHandlers(
  state: AppState,
  edge: RemoteEdge,
): { readonly handlers: Pick<BridgeHandlers, RemoteCall>; readonly killCsc: () => void } {
  let running: CscClient | null = null;
  const services = () => state.setting.policy.cscServices ?? [];

  /** One process until the next lock: it keeps the tokens of the services. */
  function client(): CscClient {
    state.workplace();
    running ??= edge.startCsc(services().map(settingOf));
    return running;
  }

  function serviceOf(isWanted: (service: Service) => boolean): Service {
    const service = services().find(isWanted);
    if (!service) throw new AppError('csc-not-allowed');
    return service;
  }

  function rememberedKey(wanted: string): {
    readonly key: SignerKey;
    readonly remote: NonNullable<SignerKey['remote']>;
  } {
    const { signerKey } = state.workplace().vault.secrets;
    if (signerKey?.keyId !== wanted || !signerKey.remote) throw new AppError('key-missing');
    return { key: signerKey, remote: signerKey.remote };
  }

  async function recordSigning(documents: ToSign): Promise<void> {
    const objects = documents.map(({ sha }) => ({ akte: null, dokument: `sha256:${sha}`, sha }));
    await state.workplace().zugriffe.record({ action: 'sign', objects, purpose: 'sign' });
  }

  const handlers: Pick<BridgeHandlers, RemoteCall> = {
    'remote.services': async () => services().map(({ name, url }) => ({ name, host: new URL(url).host })),
    'remote.credentials': async ({ service: name }) => {
      const service = serviceOf((each) => each.name === name);
      return [...(await client().list(settingOf(service)))];
    },
    'signer.chooseRemote': async ({ service: name, credential }) => {
      const service = serviceOf((each) => each.name === name);
      const read = await client().read(settingOf(service), credential);
      const keyId = createHash('sha256').update(`${service.url} ${credential}`).digest('hex').slice(0, 32);
      const { subject, algorithm } = read;
      const signerKey = {
        keyId,
        path: service.url,
        subject,
        remote: { credential, certificates: texts(read), algorithm },
      };
      await state.workplace().vault.saveSecrets((secrets) => ({ ...secrets, signerKey }));
      return tellKey(state, signerKey);
    },
    'remote.prepare': async ({ keyId }) => {
      const { key, remote } = rememberedKey(keyId);
      const certificates = remote.certificates.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
      requireUsable(readCertificate(certificates[0]!), state.setting.now());
      return { certificates, algorithm: remote.algorithm, subject: key.subject ?? '' };
    },
    'remote.sign': async ({ keyId, documents }) => {
      const { key, remote } = rememberedKey(keyId);
      const service = serviceOf((each) => each.url === key.path);
      const setting = settingOf(service);
      const csc = client();
      const credential = await csc.read(setting, remote.credential);
      // The digests name the certificate that was prepared with; the person chooses the new one.
      if (texts(credential)[0] !== remote.certificates[0]) throw new AppError('csc-credential-unusable');
      if (documents.length > credential.multisign && credential.mode !== 'implicit') throw new AppError('csc-too-many');
      await csc.sendCode(setting, remote.credential);
      const { language, theme } = state.settings;
      const { trust, vault } = state.workplace();
      const certificate = readCertificate(new Uint8Array(Buffer.from(remote.certificates[0]!, 'base64')));
      const legal = await legalSentences(trust, certificate, { language, now: state.setting.now() });
      const request = {
        language,
        theme,
        key: shown(service, credential),
        subject: credential.subject,
        otherHolder: otherHolder(credential.subject, vault.secrets.enrolment.person.name),
        documents,
        legal,
      };
      let isRecorded = false;
      const signatures = await edge.confirm(request, async (...typed) => {
        if (!isRecorded) await recordSigning(documents);
        isRecorded = true;
        const factors = Object.fromEntries(credential.factors.map(({ id }, index) => [id, typed[index] ?? '']));
        const digests = documents.map(({ digest }) => digest);
        return csc.sign(setting, { credential: remote.credential, digests, factors });
      });
      return { signatures: signatures.map((signature) => new Uint8Array(signature)) };
    },
  };
  return {
    handlers,
    killCsc: () => {
      running?.kill();
      running = null;
    },
  };
}

function settingOf({ url, signIn }: Service): CscSetting {
  if (!signIn) return { url, signIn: null };
  return { url, signIn: { url: signIn.url, clientId: signIn.clientId, clientSecret: signIn.clientSecret ?? null } };
}

function shown({ name }: Service, { notBefore, notAfter, factors, mode }: RemoteCredential): ConfirmRequest['key'] {
  return { kind: 'remote', name, notBefore, notAfter, factors, inBrowser: mode === 'oauth2code' };
}

const texts = ({ certificates }: RemoteCredential) => certificates.map((der) => Buffer.from(der).toString('base64'));
