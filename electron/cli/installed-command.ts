import path from 'node:path';
import { app, type UtilityProcess, utilityProcess } from 'electron';
import type { SignerChild } from '../signer/ask-child.ts';
import { forkCardUtility } from '../signer/fork-card-utility.ts';
import type { CardRelay } from './relay-card-process.ts';

/**
 * The words behind `--command-line --` of the installed app (its launcher adds them), or null when a window is wanted.
 * Chromium reads no switches behind the `--`.
 */
export function readInstalledCommand(words: readonly string[]): readonly string[] | null {
  const at = words.indexOf('--');
  return at > 0 && words.slice(0, at).includes('--command-line') ? words.slice(at + 1) : null;
}

/**
 * Runs a command on files in a process of its own, without window, profile or display, and ends the app with its exit
 * code: the installed app cannot act as Node (fuse RunAsNode). `bundles` is the folder that holds `cli/`.
 */
export function runInstalledCommand(words: readonly string[], bundles: string): void {
  const command = utilityProcess.fork(path.join(bundles, 'cli/aktentasche.js'), [...words], {
    stdio: 'inherit',
    cwd: process.cwd(),
    serviceName: 'aktentasche',
  });
  hostCardProcess(command, path.join(bundles, 'cli/card-process.js'));
  command.once('exit', (code) => app.exit(code));
}

/** Starts and ends the process of a card for the command, which cannot, and passes their messages on. */
function hostCardProcess(command: UtilityProcess, file: string): void {
  let card: SignerChild | null = null;
  const tell = (message: CardRelay) => command.postMessage(message);
  command.on('message', (message: CardRelay) => {
    if (message.card === 'start') {
      card = forkCardUtility(file);
      card.on('message', (answer) => tell({ card: 'message', message: answer }));
      card.on('exit', () => tell({ card: 'exit' }));
    } else if (message.card === 'message') card?.postMessage(message.message);
    else card?.kill();
  });
}
