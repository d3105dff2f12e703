import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { type Content, makeSoftToken, type SoftToken, softModule } from '../fixtures/card/soft-token.ts';
import { stage, type WorkstationOptions } from './app.ts';
import { stageFolder } from './stage-server.ts';

const policyFolder = '/etc/aktentasche';

/** Why this computer cannot give a workstation a card; null = it can. The policy is a file that only root can lay. */
export const noCardBecause =
  softModule === null ? 'softhsm2 is not installed' : process.getuid?.() === 0 ? null : 'only root can lay a policy';
if (noCardBecause) console.warn(`SKIPPED LOUDLY: ${noCardBecause}; no card is tried at a workstation.`);

/** A card in a reader of one workstation, whose policy allows the module. */
export interface CardDesk {
  readonly token: SoftToken;
  readonly options: WorkstationOptions;
  /** Takes away what was laid outside the stage. */
  remove(): void;
}

/** Makes a token that the app's user may use, and a launcher with a policy of its own in a mount namespace of its own. */
export function makeCardDesk(name: string, contents: readonly Content[]): CardDesk {
  const folder = stageFolder(`card-${name}`);
  const token = makeSoftToken(folder, contents);
  giveToApp(folder);
  const policy = path.join(folder, 'policy');
  mkdirSync(policy, { recursive: true });
  const sha256 = createHash('sha256').update(readFileSync(softModule!)).digest('hex');
  writeFileSync(path.join(policy, 'policy.json'), JSON.stringify({ pkcs11Modules: [{ path: softModule, sha256 }] }));
  const wasThere = existsSync(policyFolder);
  mkdirSync(policyFolder, { recursive: true });
  const launcher = path.join(folder, 'launch');
  // Everything is exec: the process that a test starts stays the app's own.
  const inside = `mount --bind '${policy}' ${policyFolder} && exec '${stage().launcher}' "$@"`;
  writeFileSync(
    launcher,
    `#!/bin/bash\nexec unshare --mount -- bash -c '${inside.replaceAll("'", `'\\''`)}' app "$@"\n`,
    {
      mode: 0o755,
    },
  );
  return {
    token,
    options: { launcher, env: token.env },
    remove: () => {
      if (!wasThere && existsSync(policyFolder) && readdirSync(policyFolder).length === 0) rmdirSync(policyFolder);
    },
  };
}

/** Chooses the first usable certificate of the card that is inserted. */
export async function chooseCard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Karte wählen …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('button', { name: /^Zertifikat von/ })
    .first()
    .click();
  await dialog.waitFor({ state: 'hidden' });
}

/** SoftHSM locks its files while it reads them: whoever uses the token must own it. */
function giveToApp(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.name !== 'softhsm2.conf') chownSync(file, 65534, 65534);
    else chmodSync(file, 0o644);
  }
}
