import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { SaxesParser } from 'saxes';
import { AppError } from '../../shared/errors.ts';

/** The largest national list is a fifth of it, UTF-16 units. */
const MAX_LENGTH = 48 * 1024 * 1024;
const MAX_DEPTH = 100;
const MAX_ELEMENTS = 2_000_000;

/**
 * Parses a stranger's XML. Any DOCTYPE (and with it every entity), more than 100 levels and anything not well-formed is
 * refused before a tree is built. Throws AppError 'trust-list-damaged'.
 */
export function parseXml(text: string): Document {
  if (text.length > MAX_LENGTH) throw new AppError('trust-list-damaged', { cause: 'too large' });
  // The byte order mark is no part of the document.
  const xml = text.replace(/^\uFEFF/, '');
  requireHarmless(xml);
  try {
    const document = new DOMParser({ locator: false, onError: fail }).parseFromString(xml, 'text/xml');
    if (document.doctype) fail('error', 'doctype');
    return document;
  } catch (cause) {
    throw new AppError('trust-list-damaged', { cause });
  }
}

function requireHarmless(xml: string): void {
  let depth = 0;
  let elements = 0;
  const parser = new SaxesParser({ xmlns: true });
  const refuse = (cause: unknown) => {
    throw new AppError('trust-list-damaged', { cause });
  };
  parser.on('error', refuse);
  parser.on('doctype', () => refuse('doctype'));
  parser.on('opentag', () => {
    depth += 1;
    elements += 1;
    if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) refuse('too deep or too many elements');
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  parser.write(xml).close();
}

function fail(_level: string, message: string): never {
  throw new AppError('trust-list-damaged', { cause: message });
}

/** The child elements with this namespace and name; without a name all of them. */
export function childrenOf(parent: Element, namespace: string, name?: string): Element[] {
  return elementsIn(parent).filter(
    ({ namespaceURI, localName }) => namespaceURI === namespace && (name === undefined || localName === name),
  );
}

/** The first child element with this namespace and name. */
export function childOf(parent: Element | undefined, namespace: string, name: string): Element | undefined {
  return parent === undefined ? undefined : childrenOf(parent, namespace, name)[0];
}

/** Every child element. */
export function elementsIn(parent: Element): Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1);
}

/** The text of an element, without white space around it; '' for none. */
export function textIn(element: Element | undefined): string {
  return (element?.textContent ?? '').trim();
}
