import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import type { ConfirmRequest } from '../confirm/confirm-request.ts';
import type { Signer } from '../signer/signer-client.ts';
import type { OpenedKey } from '../signer/signer-messages.ts';
import type { VaultSecrets } from '../vault/vault-secrets.ts';

type SignerCall = 'signer.chooseKey' | 'signer.lastKey' | 'signer.begin' | 'signer.sign' | 'signer.end';
type SignerKey = NonNullable<VaultSecrets['signerKey']>;

/** No PKCS#12 file of a person is larger, bytes. */
const MAX_KEY_FILE_BYTES = 1024 * 1024;
/** A session nobody ends, ends itself. */
const SESSION_MS = 15 * 60_000;

/** What signing needs of Electron. */
export interface SignerEdge {
  readonly chooseKeyFile: () => Promise<string | null>;
  readonly startSigner: () => Signer;
  /** Main's confirmation window; throws AppError 'cancelled'. */
  readonly confirm: (
    request: ConfirmRequest,
    tryPassword: (password: string) => Promise<OpenedKey>,
  ) => Promise<OpenedKey>;
}

/** Choosing a key file and signing listed documents, each once, after the person confirmed in main's own window. */
export function signerHandlers(
  state: AppState,
  edge: SignerEdge,
): { readonly handlers: Pick<BridgeHandlers, SignerCall>; readonly killSigners: () => void } {
  const sessions = new Map<string, Signer>();

  function end(session: string): void {
    sessions.get(session)?.kill();
    sessions.delete(session);
  }

  async function remember(signerKey: SignerKey): Promise<void> {
    const { vault } = state.workplace();
    await vault.saveSecrets((secrets) => ({ ...secrets, signerKey }));
  }

  function rememberedKey(keyId: string): SignerKey {
    const { signerKey } = state.workplace().vault.secrets;
    if (signerKey?.keyId !== keyId) throw new AppError('key-missing');
    return signerKey;
  }

  const handlers: Pick<BridgeHandlers, SignerCall> = {
    'signer.chooseKey': async () => {
      state.workplace();
      const file = await edge.chooseKeyFile();
      if (file === null) return null;
      const keyId = createHash('sha256').update(file).digest('hex').slice(0, 32);
      await remember({ keyId, path: file, subject: null });
      return { keyId, fileName: path.basename(file) };
    },
    'signer.lastKey': async () => {
      const { signerKey } = state.workplace().vault.secrets;
      return signerKey && { keyId: signerKey.keyId, fileName: path.basename(signerKey.path) };
    },
    'signer.begin': async ({ keyId, documents }) => {
      const key = rememberedKey(keyId);
      const { language, theme } = state.settings;
      const keyFile = await readKeyFile(key.path);
      const request = { language, theme, keyFileName: path.basename(key.path), subject: key.subject, documents };
      const signer = edge.startSigner();
      const session = randomBytes(16).toString('hex');
      sessions.set(session, signer);
      try {
        const shas = documents.map(({ sha }) => sha);
        const opened = await edge.confirm(request, (password) => signer.open(keyFile, password, shas));
        await remember({ ...key, subject: opened.subject });
        setTimeout(() => end(session), SESSION_MS).unref();
        const certificates = opened.certificates.map((certificate) => new Uint8Array(certificate));
        return { session, certificates, algorithm: opened.algorithm, subject: opened.subject };
      } catch (error) {
        end(session);
        throw error;
      }
    },
    'signer.sign': async ({ session, sha, digest }) => {
      const signer = sessions.get(session);
      if (!signer) throw new AppError('no-right');
      const object = { akte: null, dokument: `sha256:${sha}`, sha };
      await state.workplace().zugriffe.record({ action: 'sign', objects: [object], purpose: 'sign' });
      return { signature: new Uint8Array(await signer.sign(sha, digest)) };
    },
    'signer.end': async ({ session }) => {
      end(session);
      return {};
    },
  };
  return {
    handlers,
    killSigners: () => {
      for (const session of [...sessions.keys()]) end(session);
    },
  };
}

async function readKeyFile(file: string): Promise<Uint8Array> {
  const facts = await stat(file).catch(() => null);
  if (!facts?.isFile()) throw new AppError('file-not-found');
  if (facts.size > MAX_KEY_FILE_BYTES) throw new AppError('key-file-damaged');
  return readFile(file);
}
