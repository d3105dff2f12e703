import path from 'node:path';
import type { ChosenKey } from '../../shared/bridge.ts';
import type { KeyRank } from '../../shared/legal-meaning.ts';
import { readCertificate } from '../../shared/pdf/sign/certificate.ts';
import type { AppState } from '../app-state.ts';
import { keyRank } from '../trust/key-rank.ts';
import type { VaultSecrets } from '../vault/vault-secrets.ts';
import { otherHolder } from './other-holder.ts';

/** The key that is used last, as the vault remembers it. */
export type SignerKey = NonNullable<VaultSecrets['signerKey']>;

/** What the window learns of a key: what it is called, whose it is, and what a signature with it will be worth. No paths. */
export async function tellKey(state: AppState, key: SignerKey): Promise<ChosenKey> {
  const { keyId, path: place, subject, card, remote } = key;
  const { person } = state.workplace().vault.secrets.enrolment;
  const rank = await rankOf(state, key);
  const common = { keyId, rank, holder: subject, otherHolder: otherHolder(subject, person.name) };
  if (remote) return { ...common, kind: 'remote', fileName: `${subject ?? ''} (${serviceName(state, place)})` };
  if (card) return { ...common, kind: 'card', fileName: subject ?? '' };
  return { ...common, kind: 'file', fileName: path.basename(place) };
}

/** Null while the certificate of a card is not known. */
async function rankOf(state: AppState, { card, remote }: SignerKey): Promise<KeyRank | null> {
  const encoded = remote ? remote.certificates[0] : card?.der;
  if (card && !encoded) return null;
  const certificate = encoded ? readCertificate(new Uint8Array(Buffer.from(encoded, 'base64'))) : null;
  return keyRank(state.workplace().trust, certificate, state.setting.now());
}

function serviceName({ setting }: AppState, url: string): string {
  return setting.policy.cscServices?.find((service) => service.url === url)?.name ?? new URL(url).host;
}
