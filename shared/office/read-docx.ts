import type { Archive } from '../asic/open-archive.ts';
import { AppError } from '../errors.ts';
import { BlockCollector } from './collect-blocks.ts';
import type { OfficeConcern, OfficeText } from './office-text.ts';
import { type OfficeType, officeTypes } from './office-types.ts';
import { readPart, requireReadable } from './read-part.ts';
import { scanXml } from './scan-xml.ts';

/** Kinds of the main part (ISO/IEC 29500-1 §11.3.10, [MS-OFFMACRO2] §2.2.1). */
const mainKinds: Readonly<Record<string, OfficeType>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml': officeTypes.docx,
  'application/vnd.ms-word.document.macroEnabled.main+xml': officeTypes.docm,
};
const marginNames = /^word\/(header|footer|footnotes|endnotes)\d*\.xml$/i;
/** Field instructions that fetch something or start a program when the file opens. */
const fetching = /\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE)\b/i;

/** The words of an Office Open XML text. Throws AppError 'office-damaged', 'office-too-large', 'container-type-unknown'. */
export async function readDocx(archive: Archive): Promise<OfficeText> {
  requireReadable(archive);
  const names = archive.files.map(({ name }) => name);
  const { main, kinds } = await readKinds(archive);
  const type = mainKinds[kinds.get(main) ?? ''];
  if (type === undefined) throw new AppError('container-type-unknown');
  const concerns = new Set<OfficeConcern>();
  if (type === officeTypes.docm || names.some((name) => /vba(project|data)/i.test(name))) concerns.add('makros');
  if ([...kinds.values()].some((kind) => /vbaProject|macroEnabled|activeX/i.test(kind))) concerns.add('makros');
  if (names.some((name) => /\/(embeddings|activex)\//i.test(name))) concerns.add('objekte');
  if (names.some((name) => /^_xmlsignatures\//i.test(name))) concerns.add('signatur');
  if (names.some((name) => /^word\/comments\.xml$/i.test(name))) concerns.add('kommentare');
  for (const name of names) if (name.toLowerCase().endsWith('.rels')) await noteLinks(archive, name, concerns);
  const body = await readWords(archive, main, concerns);
  const margins = [];
  for (const name of names.filter((one) => marginNames.test(one)))
    margins.push(await readWords(archive, name, concerns));
  return {
    type,
    blocks: body.blocks,
    margins: margins.flatMap(({ blocks }) => blocks),
    concerns: [...concerns],
    isShortened: [body, ...margins].some(({ isShortened }) => isShortened),
  };
}

/** Where the text lies, and what kind every part is (ISO/IEC 29500-2 §10.1.2). */
async function readKinds(archive: Archive): Promise<{ main: string; kinds: ReadonlyMap<string, string> }> {
  const kinds = new Map<string, string>();
  let main = '';
  scanXml(await readPart(archive, '[Content_Types].xml', 'docx'), {
    onOpen: (name, { PartName = '', ContentType = '' }) => {
      if (name === 'Override') kinds.set(PartName.replace(/^\//, ''), ContentType);
    },
    onClose: () => undefined,
    onText: () => undefined,
  });
  scanXml(await readPart(archive, '_rels/.rels', 'docx'), {
    onOpen: (name, { Type = '', Target = '' }) => {
      if (name === 'Relationship' && Type.endsWith('/officeDocument')) main = Target.replace(/^\//, '');
    },
    onClose: () => undefined,
    onText: () => undefined,
  });
  return { main, kinds };
}

/** Whatever lies elsewhere and is no link for a click is fetched when the file opens: pictures, templates, sub-documents. */
async function noteLinks(archive: Archive, name: string, concerns: Set<OfficeConcern>): Promise<void> {
  scanXml(await readPart(archive, name, 'docx'), {
    onOpen: (element, { TargetMode = '', Type = '' }) => {
      if (element !== 'Relationship') return;
      if (TargetMode.toLowerCase() === 'external' && !Type.endsWith('/hyperlink')) concerns.add('nachgeladen');
      if (Type.endsWith('/aFChunk') || Type.endsWith('/oleObject')) concerns.add('objekte');
    },
    onClose: () => undefined,
    onText: () => undefined,
  });
}

async function readWords(archive: Archive, part: string, concerns: Set<OfficeConcern>): Promise<BlockCollector> {
  const found = new BlockCollector();
  let [isWord, isInstruction, instruction] = [false, false, ''];
  scanXml(await readPart(archive, part, 'docx'), {
    onOpen: (name, { val = '', instr = '' }) => {
      if (name === 'p') {
        instruction = '';
        found.begin(false);
      } else if (name === 'pStyle' && /^(heading|berschrift|title|titel)/i.test(val)) found.head();
      else if (name === 't') isWord = true;
      else if (name === 'instrText') isInstruction = true;
      else if (name === 'tab') found.add(' ');
      else if (name === 'br' || name === 'cr') found.add('\n');
      if (name === 'ins' || name === 'del' || name === 'moveFrom') concerns.add('aenderungen');
      if (fetching.test(instr)) concerns.add('nachgeladen');
    },
    onClose: (name) => {
      if (name === 'p') found.end();
      if (name === 't') isWord = false;
      if (name === 'instrText') isInstruction = false;
    },
    onText: (text) => {
      if (isWord) found.add(text);
      if (!isInstruction) return;
      // Word splits an instruction over runs.
      instruction += text;
      if (fetching.test(instruction)) concerns.add('nachgeladen');
      // No longer than the longest name: looking through all of it again for every run takes hours. A letter in front, so that
      // the cut begins no word.
      if (instruction.length > 40) instruction = `_${instruction.slice(-20)}`;
    },
  });
  return found;
}
