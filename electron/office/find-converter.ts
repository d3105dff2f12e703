import { access, constants } from 'node:fs/promises';

/** Where LibreOffice is installed; what the search path of the session names is not asked. */
const places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['/usr/bin/soffice', '/usr/lib/libreoffice/program/soffice', '/opt/libreoffice/program/soffice'],
  win32: ['C:\\Program Files\\LibreOffice\\program\\soffice.exe'],
  darwin: ['/Applications/LibreOffice.app/Contents/MacOS/soffice'],
};

/** The LibreOffice that makes the Reinschrift: the one that the policy names, else an installed one; null without any. */
export async function findConverter(named: string | undefined): Promise<string | null> {
  for (const file of named === undefined ? (places[process.platform] ?? []) : [named])
    if (
      await access(file, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return file;
  return null;
}
