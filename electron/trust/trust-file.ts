import { AppError, errorCode } from '../../shared/errors.ts';
import { openTrustDocument } from '../../shared/trust/open-trust-document.ts';
import type { KeptTrust, TrustList } from '../../shared/trust/trust-list.ts';
import { queue } from '../queue.ts';
import { readIfThere, replaceFile } from '../vault/atomic-file.ts';
import type { KeyVault } from '../vault/key-vault.ts';

/** The trusted list on this device: not secret, but checked against the pinned key whenever it is read. */
export interface TrustFile {
  /** Read once and then kept. */
  load(): Promise<KeptTrust>;
  /**
   * Takes a list of the server in the place of the one before. Throws AppError 'trust-key-missing', 'trust-list-damaged',
   * 'trust-list-signature-invalid' or 'trust-list-rollback'; the present list then stays.
   */
  accept(document: string): Promise<void>;
}

/** The list in the file at `path`; the vault knows the server's key and the newest number ever accepted. */
export function openTrustFile(path: string, vault: KeyVault): TrustFile {
  const inTurn = queue();
  let kept: Promise<KeptTrust> | null = null;

  function open(document: string): TrustList {
    const { enrolment, trustNumber = 0 } = vault.secrets;
    if (!enrolment.trustKey) throw new AppError('trust-key-missing');
    return openTrustDocument(document, enrolment.trustKey, trustNumber);
  }

  async function read(): Promise<KeptTrust> {
    const document = await readIfThere(path);
    if (document === null) return { kind: 'none', code: 'trust-list-missing' };
    try {
      return { kind: 'here', list: open(document.toString()) };
    } catch (error) {
      return { kind: 'none', code: errorCode(error) };
    }
  }

  return {
    load() {
      kept ??= read();
      return kept;
    },
    // In turn: one that was newer than the list in force need not be newer than the one that came with it.
    accept: (document) =>
      inTurn(async () => {
        const list = open(document);
        // The number first: a crash in between leaves a file that is refused and fetched again, never an older list in force.
        await vault.saveSecrets((secrets) =>
          secrets.trustNumber === list.number ? secrets : { ...secrets, trustNumber: list.number },
        );
        await replaceFile(path, document);
        kept = Promise.resolve({ kind: 'here', list });
      }),
  };
}
