import { createHash } from 'node:crypto';
import { chmodSync, chownSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { de } from '../../shared/texts/de.ts';
import { en } from '../../shared/texts/en.ts';
import { type Content, makeSoftToken, type SoftToken, softModule } from '../fixtures/card/soft-token.ts';
import type { WorkstationOptions } from './app.ts';
import { layPolicy } from './policy-launcher.ts';
import { stageFolder } from './stage-server.ts';

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
  const sha256 = createHash('sha256').update(readFileSync(softModule!)).digest('hex');
  const { launcher, remove } = layPolicy(folder, { pkcs11Modules: [{ path: softModule!, sha256 }] });
  return { token, options: { launcher, env: token.env }, remove };
}

/** Chooses the first usable certificate of the card that is inserted. */
export async function chooseCard(page: Page, language: 'de' | 'en' = 'de'): Promise<void> {
  const words = language === 'de' ? de : en;
  await page.getByRole('button', { name: words['dok.sign.chooseCard'] }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('button', { name: new RegExp(words['cards.useNamed'].replace('{subject}', '.+')) })
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
