import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { type Certificate, commonName, readCertificate, requireUsable } from '../../shared/pdf/sign/certificate.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import type { ConfirmKey, ConfirmRequest } from '../confirm/confirm-request.ts';
import { requireAllowedModule } from '../signer/allowed-module.ts';
import type { Card } from '../signer/card-client.ts';
import type { Signer, Signing } from '../signer/signer-client.ts';
import type { OpenedKey } from '../signer/signer-messages.ts';
import { legalSentences } from '../trust/legal-sentences.ts';
import { findOnCard } from './card-handlers.ts';
import { otherHolder } from './other-holder.ts';
import { type SignerKey, tellKey } from './tell-key.ts';

type SignerCall = 'signer.chooseKey' | 'signer.lastKey' | 'signer.begin' | 'signer.sign' | 'signer.end';

/** No PKCS#12 file of a person is larger, bytes. */
const MAX_KEY_FILE_BYTES = 1024 * 1024;
/** A session that nobody ends or uses, ends itself. */
const SESSION_MS = 15 * 60_000;

/** What signing needs of Electron. */
export interface SignerEdge {
  readonly chooseKeyFile: () => Promise<string | null>;
  readonly startSigner: () => Signer;
  /** A process for one vendor module. */
  readonly startCard: () => Card;
  /** Main's confirmation window; throws AppError 'cancelled'. */
  readonly confirm: (
    request: ConfirmRequest,
    tryPassword: (password: string) => Promise<OpenedKey>,
  ) => Promise<OpenedKey>;
}

/** A key before the person confirmed: what is shown of it, and how the password or PIN opens it. */
interface KeyAtHand {
  readonly signing: Signing;
  readonly shown: ConfirmKey;
  readonly subject: string | null;
  /** Known of a card before the PIN. */
  readonly certificate?: Certificate;
  readonly open: (secret: string, shas: readonly string[]) => Promise<OpenedKey>;
}

/** Choosing a key file and signing listed documents, each once, after the person confirmed in main's own window. */
export function signerHandlers(
  state: AppState,
  edge: SignerEdge,
): { readonly handlers: Pick<BridgeHandlers, SignerCall>; readonly killSigners: () => void } {
  const sessions = new Map<string, { readonly signing: Signing; timer?: NodeJS.Timeout }>();

  function end(session: string): void {
    const ended = sessions.get(session);
    clearTimeout(ended?.timer);
    ended?.signing.kill();
    sessions.delete(session);
  }

  /** A long batch uses its session all the time. */
  function used(session: string): void {
    const open = sessions.get(session);
    if (!open) return;
    clearTimeout(open.timer);
    open.timer = setTimeout(() => end(session), SESSION_MS).unref();
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

  async function fileAtHand({ path: file, subject }: SignerKey): Promise<KeyAtHand> {
    const keyFile = await readKeyFile(file);
    const signing = edge.startSigner();
    const open = (password: string, shas: readonly string[]) => signing.open(keyFile, password, shas);
    return { signing, shown: { kind: 'file', name: path.basename(file), isOpen: false }, subject, open };
  }

  /** The certificate is read from the card, so that it is shown before the PIN is typed. */
  async function cardAtHand({ path: file }: SignerKey, wanted: NonNullable<SignerKey['card']>): Promise<KeyAtHand> {
    const module = state.setting.policy.pkcs11Modules?.find((each) => each.path === file);
    if (!module) throw new AppError('card-module-not-allowed');
    await requireAllowedModule(module);
    const card = edge.startCard();
    try {
      const found = findOnCard(await card.look(file), wanted.serial, wanted.certificate);
      if (!found?.slot.token) throw new AppError('card-missing');
      const { slot, held } = found;
      const { label, hasPinPad } = found.slot.token;
      const certificate = readCertificate(held.der);
      requireUsable(certificate, state.setting.now());
      const { notBefore, notAfter, subject } = certificate;
      const opening = {
        module: file,
        slot: slot.slot,
        certificate: held.id,
        algorithm: null,
        validity: 'now',
      } as const;
      return {
        signing: card,
        shown: { kind: 'card', name: `${label} (${slot.reader})`, notBefore, notAfter, hasPinPad },
        subject: commonName(subject),
        certificate,
        open: (pin, shas) => card.open({ ...opening, pin: hasPinPad ? null : pin }, shas),
      };
    } catch (error) {
      card.kill();
      throw error;
    }
  }

  /** A file that names somebody else than was shown, or was never opened: whose it is is confirmed before anything is signed. */
  async function confirmHolder(request: ConfirmRequest, opened: OpenedKey): Promise<void> {
    const { trust, vault } = state.workplace();
    const { subject, certificates } = opened;
    const { language } = request;
    const certificate = readCertificate(new Uint8Array(certificates[0]!));
    const legal = await legalSentences(trust, certificate, { language, now: state.setting.now() });
    const whose = otherHolder(subject, vault.secrets.enrolment.person.name);
    const key: ConfirmKey = { kind: 'file', name: request.key.name, isOpen: true };
    await edge.confirm({ ...request, key, subject, otherHolder: whose, legal }, async () => opened);
  }

  const handlers: Pick<BridgeHandlers, SignerCall> = {
    'signer.chooseKey': async () => {
      state.workplace();
      const file = await edge.chooseKeyFile();
      if (file === null) return null;
      const keyId = createHash('sha256').update(file).digest('hex').slice(0, 32);
      const key = { keyId, path: file, subject: null };
      await remember(key);
      return tellKey(state, key);
    },
    'signer.lastKey': async () => {
      const { signerKey } = state.workplace().vault.secrets;
      return signerKey && tellKey(state, signerKey);
    },
    'signer.begin': async ({ keyId, documents }) => {
      const key = rememberedKey(keyId);
      // A remote credential signs a whole list at once: `remote.sign`.
      if (key.remote) throw new AppError('input-invalid');
      const { language, theme } = state.settings;
      const atHand = await (key.card ? cardAtHand(key, key.card) : fileAtHand(key));
      const { signing, shown, subject, open } = atHand;
      const { trust, vault } = state.workplace();
      const legal = await legalSentences(trust, atHand.certificate ?? null, { language, now: state.setting.now() });
      const whose = otherHolder(subject, vault.secrets.enrolment.person.name);
      const request = { language, theme, key: shown, subject, otherHolder: whose, documents, legal };
      const session = randomBytes(16).toString('hex');
      sessions.set(session, { signing });
      try {
        const shas = documents.map(({ sha }) => sha);
        const opened = await edge.confirm(request, (secret) => open(secret, shas));
        // From now on the key is open: also a window that nobody answers keeps it no longer than that.
        used(session);
        await remember({ ...key, subject: opened.subject });
        if (shown.kind === 'file' && opened.subject !== subject) await confirmHolder(request, opened);
        if (!sessions.has(session)) throw new AppError('cancelled');
        used(session);
        const certificates = opened.certificates.map((certificate) => new Uint8Array(certificate));
        const atReader = shown.kind === 'card' && shown.hasPinPad;
        return { session, certificates, algorithm: opened.algorithm, subject: opened.subject, atReader };
      } catch (error) {
        end(session);
        throw error;
      }
    },
    'signer.sign': async ({ session, sha, digest }) => {
      const open = sessions.get(session);
      if (!open) throw new AppError('no-right');
      used(session);
      const object = { akte: null, dokument: `sha256:${sha}`, sha };
      await state.workplace().zugriffe.record({ action: 'sign', objects: [object], purpose: 'sign' });
      return { signature: new Uint8Array(await open.signing.sign(sha, digest)) };
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
