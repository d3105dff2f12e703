import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '../../shared/errors.ts';
import type { EditableEnding } from '../../shared/office/office-types.ts';
import { converterSettings } from './converter-settings.ts';
import { makePrivateFolder, removeFolder } from './draft-folder.ts';

const limitMs = 120_000;
const mostPdfBytes = 200 * 1024 * 1024;

/** PDF/A-2b, tagged (ISO 19005-2); without reduction of pictures, so that the Reinschrift is what was written. */
const filter =
  'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"},"UseLosslessCompression":{"type":"boolean","value":"true"},"ReduceImageResolution":{"type":"boolean","value":"false"}}';

/** How a draft becomes a PDF/A, and how that is stopped. */
export interface Converter {
  /** Throws AppError 'office-not-converted', 'file-not-writable'. */
  convert(draft: { readonly ending: EditableEnding; readonly bytes: Uint8Array }): Promise<Buffer>;
  /** Ends what is under way and begins nothing more; answers when nothing of it is left on the disk. */
  kill(): Promise<void>;
}

/**
 * Converts with the LibreOffice `program`, one draft at a time, in a folder below `base` that is removed afterwards, with a
 * profile of its own: no macros, nothing fetched, no network, at most two minutes.
 */
export function makeConverter(program: string, base: string): Converter {
  let going: Promise<Buffer> | null = null;
  let running: ChildProcess | null = null;
  let isEnded = false;

  const convertOne: Converter['convert'] = async ({ ending, bytes }) => {
    const folder = path.join(base, `reinschrift-${randomBytes(8).toString('hex')}`);
    try {
      await makePrivateFolder(base);
      await makePrivateFolder(folder);
      const draft = path.join(folder, `Entwurf.${ending}`);
      await writeFile(draft, bytes, { mode: 0o600 });
      await mkdir(path.join(folder, 'profile', 'user'), { recursive: true, mode: 0o700 });
      await writeFile(path.join(folder, 'profile', 'user', 'registrymodifications.xcu'), converterSettings());
      if (isEnded) throw new AppError('office-not-converted');
      await runConverter(program, folder, draft, (child) => {
        running = child;
      });
      return await readPdf(path.join(folder, 'out', 'Entwurf.pdf'));
    } catch (error) {
      throw error instanceof AppError ? error : new AppError('file-not-writable', { cause: error });
    } finally {
      running = null;
      await removeFolder(folder).catch(() => {});
    }
  };

  return {
    async convert(draft) {
      if (going) throw new AppError('too-many-calls');
      going = convertOne(draft).finally(() => {
        going = null;
      });
      return going;
    },
    async kill() {
      isEnded = true;
      endGroup(running);
      await going?.catch(() => {});
    },
  };
}

async function runConverter(
  program: string,
  folder: string,
  draft: string,
  onStart: (child: ChildProcess) => void,
): Promise<void> {
  const profile = pathToFileURL(path.join(folder, 'profile')).href;
  const words = ['--headless', '--norestore', '--nologo', '--nodefault', '--nolockcheck', '--nofirststartwizard'];
  const child = spawn(
    program,
    [`-env:UserInstallation=${profile}`, ...words, '--convert-to', filter, '--outdir', path.join(folder, 'out'), draft],
    { cwd: folder, detached: true, stdio: 'ignore', env: poorEnvironment(folder) },
  );
  onStart(child);
  const timer = setTimeout(() => endGroup(child), limitMs);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (code !== 0) throw new Error(`ended with ${code}`);
  } catch (cause) {
    throw new AppError('office-not-converted', { cause });
  } finally {
    clearTimeout(timer);
    // Helpers that it left behind.
    endGroup(child);
  }
}

/** Nothing of the person's session but what a program needs to start; temporary files lie in the folder that is wiped. */
function poorEnvironment(folder: string): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, LANG } = process.env;
  return {
    ...(PATH !== undefined && { PATH }),
    ...(SystemRoot !== undefined && { SystemRoot }),
    LANG: LANG ?? 'C.UTF-8',
    ...{ HOME: folder, USERPROFILE: folder, APPDATA: folder, LOCALAPPDATA: folder },
    ...{ TMPDIR: folder, TMP: folder, TEMP: folder, SAL_USE_VCLPLUGIN: 'svp' },
  };
}

async function readPdf(file: string): Promise<Buffer> {
  try {
    if ((await stat(file)).size > mostPdfBytes) throw new Error('too large');
    const bytes = await readFile(file);
    if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Error('no PDF');
    return bytes;
  } catch (cause) {
    throw new AppError('office-not-converted', { cause });
  }
}

/** LibreOffice is a starter and the real program: both, by their group, which is ours alone. */
function endGroup(child: ChildProcess | null): void {
  if (child?.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
