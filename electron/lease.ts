import { isSignedBy, pointOf } from '../shared/crypto/es256.ts';
import { AppError } from '../shared/errors.ts';
import { leaseSchema, leaseSigningInput, type SignedLease } from '../shared/lease.ts';
import { MAX_CLOCK_SKEW_MS } from '../shared/sync-protocol.ts';
import type { AppState } from './app-state.ts';
import type { KeyVault } from './vault/key-vault.ts';
import type { VaultSecrets } from './vault/vault-secrets.ts';

type KeptLease = NonNullable<VaultSecrets['lease']>;

/**
 * Keeps a lease that the server signed for this device; the window cannot make one (S98). A device from before the server's key
 * was pinned keeps none, and shows itself when its last one has ended. Throws AppError 'server-answer-invalid'.
 */
export async function renewLease(vault: KeyVault, { lease: text, signature }: SignedLease): Promise<void> {
  const { device, trustKey } = vault.secrets.enrolment;
  if (!trustKey) return;
  if (!isSignedBy(pointOf(trustKey), Buffer.from(leaseSigningInput(text)), signature))
    throw new AppError('server-answer-invalid');
  const read = leaseSchema.safeParse(JSON.parse(text));
  if (!read.success || read.data.device !== device) throw new AppError('server-answer-invalid');
  const { epoch, issued, until } = read.data;
  await vault.saveSecrets((secrets) => {
    const kept = secrets.lease;
    if (kept && (isOlder(issued, kept) || isSameDay(kept, { epoch, until }))) return secrets;
    return { ...secrets, lease: { epoch, issued, until } };
  });
}

/**
 * Whether the device must show itself to the agency before it opens, or stays open. A clock from before the lease was given is
 * as good as none (S99).
 */
export function isLeaseOver(lease: VaultSecrets['lease'], now: Date): boolean {
  if (!lease) return false;
  const at = now.getTime();
  const issuedAt = lease.issued === undefined ? at : Date.parse(lease.issued);
  return Date.parse(lease.until) <= at || at < issuedAt - MAX_CLOCK_SKEW_MS;
}

/**
 * Shuts an open app whose lease ends while it is open; while the agency is in reach, every exchange renews it. One that was
 * opened by showing itself to the agency waits for the exchange that brings the new lease.
 */
export function makeLeaseWatch(state: AppState, lock: () => Promise<void>): () => void {
  let hasHeld = false;
  return () => {
    if (state.status().phase !== 'open') return;
    const isOver = isLeaseOver(state.workplace().vault.secrets.lease, state.setting.now());
    if (isOver && hasHeld) void lock();
    if (!isOver) hasHeld = true;
  };
}

/** One from before the kept one was given: somebody plays it again. */
function isOlder(issued: string, kept: KeptLease): boolean {
  return kept.issued !== undefined && Date.parse(issued) < Date.parse(kept.issued);
}

/** The day counts: a lease renewed at every exchange need not rewrite the vault each time. */
function isSameDay(kept: KeptLease, { epoch, until }: Pick<KeptLease, 'epoch' | 'until'>): boolean {
  return kept.epoch === epoch && kept.until.slice(0, 10) === until.slice(0, 10);
}
