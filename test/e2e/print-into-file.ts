import type { ElectronApplication } from '@playwright/test';

/** The printer of this test: the pages of the window that the product wants to print. */
export async function printIntoFile(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electron }) => {
    electron.on('browser-window-created', (_event, { webContents }) => {
      webContents.print = (_options, answer) => {
        webContents.printToPDF({ preferCSSPageSize: true, printBackground: true }).then(
          (pdf) => {
            Object.assign(globalThis, { printed: pdf.toString('base64') });
            answer?.(true, '');
          },
          (error: unknown) => answer?.(false, String(error)),
        );
      };
    });
  });
}

/** What was printed last. */
export async function printed(app: ElectronApplication): Promise<Buffer> {
  const text = await app.evaluate(() => (globalThis as unknown as { printed?: string }).printed ?? '');
  return Buffer.from(text, 'base64');
}
