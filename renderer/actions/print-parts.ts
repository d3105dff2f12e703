import { AppError } from '../../shared/errors.ts';
import { call, nextPort } from '../bridge-client.ts';
import { type FromPrint, fromPrintSchema, type PrintPart, type ToPrint } from '../ranges/print-messages.ts';

/** How far a print is, and how it is stopped. */
export interface PrintProgress {
  readonly signal: AbortSignal;
  readonly onDrawn: (done: number, total: number) => void;
}

/**
 * Draws files as sheets in a window that nobody sees and prints them by the system's dialog. The access record must be on disk
 * before. False: cancelled there. Throws AppError 'print-forbidden', 'print-too-long', 'print-failed', 'cancelled'.
 */
export async function printParts(parts: readonly PrintPart[], progress: PrintProgress): Promise<boolean> {
  const key = crypto.randomUUID();
  const coming = nextPort('window-port', key);
  await call('print.open', { key });
  const port = await coming;
  try {
    await drawn(port, parts, progress);
    const { isPrinted } = await call('print.go', { key });
    return isPrinted;
  } finally {
    port.close();
    void call('print.close', { key }).catch(() => undefined);
  }
}

function drawn(port: MessagePort, parts: readonly PrintPart[], { signal, onDrawn }: PrintProgress): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new AppError('cancelled'));
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    // The window is gone: memory ran out, or the app is being locked.
    port.addEventListener('close', () => reject(new AppError('print-failed')), { once: true });
    port.onmessage = ({ data }: MessageEvent<FromPrint>) => {
      const message = fromPrintSchema.safeParse(data).data;
      if (message?.type === 'drawn') onDrawn(message.done, message.total);
      else if (message?.type === 'ready') resolve();
      else reject(new AppError(message?.code ?? 'print-failed'));
    };
    const moved = parts.map(({ file }) => (file instanceof ArrayBuffer ? file : file.port));
    port.postMessage({ type: 'print', parts } satisfies ToPrint, moved);
  });
}
