import { SaxesParser } from 'saxes';
import { AppError } from '../errors.ts';
import { utf8Text } from '../xml/utf8-text.ts';

/** Deeper nesting no word processor writes. */
const mostLevels = 256;
const mostElements = 5_000_000;

/** What is told while a part is read; names of elements and attributes without prefix, which a file may choose. */
export interface XmlListener {
  readonly onOpen: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly onClose: (name: string) => void;
  readonly onText: (text: string) => void;
}

/**
 * Reads a part of a text file without building a tree. A DOCTYPE, and with it every entity, 256 levels, 5 million elements
 * and anything not well-formed are refused. Throws AppError 'office-damaged'.
 */
export function scanXml(bytes: Uint8Array, { onOpen, onClose, onText }: XmlListener): void {
  const text = utf8Text(bytes);
  if (text === null) throw new AppError('office-damaged', { cause: 'not UTF-8' });
  const parser = new SaxesParser();
  let [level, elements] = [0, 0];
  parser.on('error', (cause) => {
    throw new AppError('office-damaged', { cause });
  });
  parser.on('doctype', () => {
    throw new AppError('office-damaged', { cause: 'doctype' });
  });
  parser.on('opentag', ({ name, attributes }) => {
    level += 1;
    elements += 1;
    if (level > mostLevels || elements > mostElements) throw new AppError('office-damaged', { cause: 'too deep' });
    onOpen(bare(name), Object.fromEntries(Object.entries(attributes).map(([key, value]) => [bare(key), value])));
  });
  parser.on('closetag', ({ name }) => {
    level -= 1;
    onClose(bare(name));
  });
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.write(text).close();
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1);
