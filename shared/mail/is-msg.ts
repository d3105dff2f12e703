import { isCfb, openCfb } from './cfb.ts';

/** Holds the fixed properties of a message ([MS-OXMSG] §2.4). */
export const propertiesStream = '__properties_version1.0';

/** Is it an e-mail of Outlook? Its documents and tables of other programs are compound files, too. */
export function isMsg(bytes: Uint8Array): boolean {
  if (!isCfb(bytes)) return false;
  try {
    return openCfb(bytes).stream(propertiesStream) !== undefined;
  } catch {
    return false;
  }
}
