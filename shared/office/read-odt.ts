import type { Archive } from '../asic/open-archive.ts';
import { AppError } from '../errors.ts';
import { BlockCollector } from './collect-blocks.ts';
import type { OfficeConcern, OfficeText } from './office-text.ts';
import { officeTypes } from './office-types.ts';
import { readPart, requireReadable } from './read-part.ts';
import { scanXml } from './scan-xml.ts';

/** What is not the text as it stands: what was deleted, comments, forms. */
const aside = ['tracked-changes', 'annotation', 'forms'];

/** The words of an OpenDocument text (ISO/IEC 26300-3). Throws AppError 'office-damaged', 'office-encrypted', 'office-too-large'. */
export async function readOdt(archive: Archive): Promise<OfficeText> {
  requireReadable(archive);
  const names = archive.files.map(({ name }) => name);
  const concerns = new Set<OfficeConcern>();
  if (names.some((name) => /^(basic|scripts)\//i.test(name))) concerns.add('makros');
  if (names.some((name) => /^(object |objectreplacements\/)/i.test(name))) concerns.add('objekte');
  if (names.some((name) => /^meta-inf\/.*signatures/i.test(name))) concerns.add('signatur');
  if (names.includes('META-INF/manifest.xml')) await refuseEncrypted(archive);
  const body = await readWords(archive, 'content.xml', concerns, false);
  const margins = names.includes('styles.xml') ? await readWords(archive, 'styles.xml', concerns, true) : null;
  if (names.includes('meta.xml')) await readWords(archive, 'meta.xml', concerns, true);
  return {
    type: officeTypes.odt,
    blocks: body.blocks,
    margins: margins?.blocks ?? [],
    concerns: [...concerns],
    isShortened: body.isShortened || margins?.isShortened === true,
  };
}

/** Before anything else: of an encrypted file every other part is noise. */
async function refuseEncrypted(archive: Archive): Promise<void> {
  scanXml(await readPart(archive, 'META-INF/manifest.xml', 'odt'), {
    onOpen: (name) => {
      if (name === 'encryption-data') throw new AppError('office-encrypted');
    },
    onClose: () => undefined,
    onText: () => undefined,
  });
}

/** `onlyMargins`: a part with styles, of which only headers and footers are words. */
async function readWords(
  archive: Archive,
  part: string,
  concerns: Set<OfficeConcern>,
  onlyMargins: boolean,
): Promise<BlockCollector> {
  const found = new BlockCollector();
  let [skipped, margin] = [0, 0];
  const isWanted = () => skipped === 0 && (!onlyMargins || margin > 0);
  scanXml(await readPart(archive, part, 'odt'), {
    onOpen: (name, attributes) => {
      noteConcerns(name, attributes, concerns);
      if (aside.includes(name)) skipped += 1;
      if (isMargin(name)) margin += 1;
      if (!isWanted()) return;
      if (name === 'p' || name === 'h') found.begin(name === 'h');
      else if (name === 's') found.add(' ');
      else if (name === 'tab') found.add(' ');
      else if (name === 'line-break') found.add('\n');
    },
    onClose: (name) => {
      if (isWanted() && (name === 'p' || name === 'h')) found.end();
      if (aside.includes(name)) skipped -= 1;
      if (isMargin(name)) margin -= 1;
    },
    onText: (text) => {
      if (isWanted()) found.add(text.replace(/\s+/g, ' '));
    },
  });
  return found;
}

const isMargin = (name: string) => /^(header|footer)(-left|-first)?$/.test(name);

function noteConcerns(
  name: string,
  { href = '' }: Readonly<Record<string, string>>,
  concerns: Set<OfficeConcern>,
): void {
  if (name === 'event-listener') concerns.add('makros');
  if (['object', 'object-ole', 'applet', 'plugin', 'floating-frame'].includes(name)) concerns.add('objekte');
  if (name === 'changed-region') concerns.add('aenderungen');
  if (name === 'annotation') concerns.add('kommentare');
  if (name === 'dde-source' || name === 'dde-connection-decl') concerns.add('nachgeladen');
  // A link waits for a click, and a template is asked for by hand; everything else is fetched when the file opens.
  if (name !== 'a' && name !== 'template' && isElsewhere(href)) concerns.add('nachgeladen');
}

/** `http:…`, `file:…`, `//server/…` or `../outside` (ISO/IEC 26300-2 §3.7: one step up leaves the file). */
function isElsewhere(href: string): boolean {
  return /^\s*([a-z][a-z0-9+.-]*:|[/\\]|\.\.[/\\])/i.test(href);
}
