import { errorCode } from '../../shared/errors.ts';
import { call, nextPort } from '../bridge-client.ts';
import type { FromWindow, ToWindow } from '../ranges/window-messages.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { lockByHand } from './lock-session.ts';
import { openShown } from './open-version.ts';
import { knownPassword } from './unlock-pdf.ts';

/** What a window of its own shows. */
export interface WindowTask {
  readonly titel: string;
  readonly version: VersionZeile;
  /** Of an envelope: the document that is shown. */
  readonly member: string | null;
  readonly language: 'de' | 'en';
}

const looking = { action: 'open', purpose: 'Dokument in eigenem Fenster ansehen' } as const;

/**
 * Shows a Version in a window of its own, or brings the one that shows it to the front. That window gets a port to this one file
 * and nothing else; the access record is on disk before a byte comes.
 */
export async function openWindow({ titel, version, member, language }: WindowTask): Promise<void> {
  const coming = nextPort('window-port', version.id);
  const { isNew } = await call('window.openDokument', { key: version.id });
  if (!isNew) return;
  const port = await coming;
  const tell = (message: ToWindow, moved: readonly Transferable[] = []) => port.postMessage(message, [...moved]);
  let isClosed = false;
  let giveBack = () => {};
  port.addEventListener('close', () => {
    isClosed = true;
    giveBack();
  });
  port.onmessage = ({ data }: MessageEvent<FromWindow>) => {
    if (data.type === 'lock') lockByHand();
  };
  try {
    const shown = await openShown(version, member, looking);
    giveBack = shown.close;
    if (isClosed) return giveBack();
    const { file } = shown;
    const { kernTheme = 'light', theme = 'plain' } = document.documentElement.dataset;
    const password = await knownPassword();
    const what = { file, password, titel, fassung: version.nummer, language, theme: { kernTheme, theme } };
    tell({ type: 'show', ...what }, file instanceof Uint8Array ? [] : [file.port]);
  } catch (error) {
    tell({ type: 'failed', code: errorCode(error), language });
  }
}
