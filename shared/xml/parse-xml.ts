import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { SaxesParser } from 'saxes';
import { AppError, type ErrorCode } from '../errors.ts';

/** The largest national list is a fifth of it, UTF-16 units. */
const MAX_LENGTH = 48 * 1024 * 1024;
const MAX_DEPTH = 100;
const MAX_ELEMENTS = 500_000;
/** Of one element; the tree looks for each among the others. */
const MAX_ATTRIBUTES = 200;
/** In force at once; canonical XML looks at all of them at every element. */
const MAX_NAMESPACES = 200;

/**
 * Parses a stranger's XML. Any DOCTYPE (and with it every entity), more than 100 levels, half a million elements, 200
 * attributes of one or 200 namespaces at once, and anything not well-formed is refused before a tree is built. Throws AppError with the code `damaged`.
 */
export function parseXml(text: string, damaged: ErrorCode): Document {
  const refuse = (cause: unknown): never => {
    throw new AppError(damaged, { cause });
  };
  if (text.length > MAX_LENGTH) refuse('too large');
  // The byte order mark is no part of the document.
  const xml = text.replace(/^\uFEFF/, '');
  requireHarmless(xml, refuse);
  const onError = (_level: string, message: string) => refuse(message);
  try {
    const document = new DOMParser({ locator: false, onError }).parseFromString(xml, 'text/xml');
    return document.doctype ? refuse('doctype') : document;
  } catch (cause) {
    return refuse(cause);
  }
}

function requireHarmless(xml: string, refuse: (cause: unknown) => never): void {
  let depth = 0;
  let elements = 0;
  let namespaces = 0;
  const declared: number[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', refuse);
  parser.on('doctype', () => refuse('doctype'));
  parser.on('opentag', ({ attributes, ns }) => {
    depth += 1;
    elements += 1;
    const own = Object.keys(ns).length;
    declared.push(own);
    namespaces += own;
    if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) refuse('too deep or too many elements');
    if (namespaces > MAX_NAMESPACES || Object.keys(attributes).length > MAX_ATTRIBUTES) refuse('too many attributes');
  });
  parser.on('closetag', () => {
    depth -= 1;
    namespaces -= declared.pop() ?? 0;
  });
  parser.write(xml).close();
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
