import { createHash } from 'node:crypto';
import path from 'node:path';
import type { CardModuleFacts } from '../../shared/bridge.ts';
import { AppError, type ErrorCode, errorCode } from '../../shared/errors.ts';
import { type Certificate, commonName, readCertificate, requireUsable } from '../../shared/pdf/sign/certificate.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import { type AllowedModule, requireAllowedModule } from '../signer/allowed-module.ts';
import type { Card } from '../signer/card-client.ts';
import type { CardCertificate, CardSlot } from '../signer/card-messages.ts';
import { tellKey } from './tell-key.ts';

type CardCall = 'cards.look' | 'signer.chooseCard';
type Seen = { readonly module: AllowedModule; readonly slots: readonly CardSlot[] };

/** Looking at cards behind the modules that the policy allows, and choosing one of their certificates. */
export function cardHandlers(state: AppState, startCard: () => Card): Pick<BridgeHandlers, CardCall> {
  let seen: readonly Seen[] = [];
  return {
    'cards.look': async () => {
      state.workplace();
      const modules = state.setting.policy.pkcs11Modules ?? [];
      const looked = await Promise.all(modules.map((module) => lookBehind(module, startCard)));
      seen = looked.map(({ module, slots }) => ({ module, slots }));
      const at = state.setting.now();
      return looked.map((each) => tell(each, at));
    },
    'signer.chooseCard': async ({ module: name, serial, certificate: id }) => {
      const of = seen.find(({ module, slots }) => path.basename(module.path) === name && hasSerial(slots, serial));
      const found = of && findOnCard(of.slots, serial, id);
      if (!of || !found) throw new AppError('card-missing');
      const subject = commonName(readCertificate(found.held.der).subject);
      const keyId = createHash('sha256').update(`${of.module.path} ${serial} ${id}`).digest('hex').slice(0, 32);
      const card = { serial, certificate: id, der: Buffer.from(found.held.der).toString('base64') };
      const signerKey = { keyId, path: of.module.path, subject, card };
      await state.workplace().vault.saveSecrets((secrets) => ({ ...secrets, signerKey }));
      return tellKey(state, signerKey);
    },
  };
}

/** The slot and the certificate on the card of this serial number; undefined when it is not inserted. */
export function findOnCard(
  slots: readonly CardSlot[],
  serial: string,
  id: string,
): { readonly slot: CardSlot; readonly held: CardCertificate } | undefined {
  const slot = slots.find(({ token }) => token?.serial === serial);
  const held = slot?.token?.certificates.find((certificate) => certificate.id === id);
  return slot && held && { slot, held };
}

const hasSerial = (slots: readonly CardSlot[], serial: string) => slots.some(({ token }) => token?.serial === serial);

async function lookBehind(
  module: AllowedModule,
  startCard: () => Card,
): Promise<Seen & { readonly problem: ErrorCode | null }> {
  let card: Card | null = null;
  try {
    await requireAllowedModule(module);
    card = startCard();
    return { module, slots: await card.look(module.path), problem: null };
  } catch (error) {
    return { module, slots: [], problem: errorCode(error) };
  } finally {
    card?.kill();
  }
}

function tell({ module, slots, problem }: Awaited<ReturnType<typeof lookBehind>>, at: Date): CardModuleFacts {
  const readers = slots.map(({ reader, token, problem: trouble }) => ({
    reader,
    problem: trouble,
    token: token && { ...token, certificates: token.certificates.map((held) => tellCertificate(held, at)) },
  }));
  return { module: path.basename(module.path), problem, readers };
}

type CertificateFacts = NonNullable<CardModuleFacts['readers'][number]['token']>['certificates'][number];

function tellCertificate({ id, label, der }: CardCertificate, at: Date): CertificateFacts {
  let certificate: Certificate;
  try {
    certificate = readCertificate(der);
  } catch (error) {
    return { id, subject: label, issuer: '', notAfter: '', problem: errorCode(error) };
  }
  const { subject, issuer, notAfter } = certificate;
  const facts = { id, subject: commonName(subject), issuer: commonName(issuer), notAfter: notAfter.toISOString() };
  try {
    requireUsable(certificate, at);
    return { ...facts, problem: null };
  } catch (error) {
    return { ...facts, problem: errorCode(error) };
  }
}
