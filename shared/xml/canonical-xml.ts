import type { Attr, Element, Node } from '@xmldom/xmldom';

/** Canonical XML 1.0 without comments, or the exclusive one with the prefixes of its InclusiveNamespaces list. */
export type CanonicalForm =
  | { readonly kind: 'inclusive' }
  | { readonly kind: 'exclusive'; readonly prefixes: readonly string[] };

const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

type Namespaces = ReadonlyMap<string, string>;

/**
 * The canonical text of an element with everything in it (W3C xml-c14n, xml-exc-c14n §3), but for `without`: the
 * enveloped signature. What stands around the element counts as far as its namespaces are in force inside.
 */
export function canonicalXml(element: Element, form: CanonicalForm, without?: Element): string {
  const ancestors: Element[] = [];
  for (let at: Node | null = element.parentNode; at?.nodeType === 1; at = at.parentNode)
    ancestors.unshift(at as Element);
  const inherited = ancestors.reduce<Namespaces>((scope, ancestor) => scopeIn(ancestor, scope), new Map());
  const out: string[] = [];
  const borrowed = form.kind === 'inclusive' ? xmlAttributes(ancestors, element) : [];
  write(element, { form, without, out }, inherited, new Map(), borrowed);
  return out.join('');
}

type Writing = { readonly form: CanonicalForm; readonly without: Element | undefined; readonly out: string[] };

function write(
  element: Element,
  writing: Writing,
  outer: Namespaces,
  shown: Namespaces,
  borrowed: readonly Attr[] = [],
): void {
  const { form, without, out } = writing;
  const scope = scopeIn(element, outer);
  const attributes = Array.from(element.attributes).filter(({ namespaceURI }) => namespaceURI !== xmlnsNamespace);
  const wanted =
    form.kind === 'inclusive' ? [...scope.keys()] : usedPrefixes(element, attributes, form.prefixes, scope);
  const fresh = [...new Set(wanted)]
    .map((prefix) => [prefix, scope.get(prefix) ?? ''] as const)
    .filter(([prefix, uri]) => prefix !== 'xml' && (shown.get(prefix) ?? '') !== uri)
    .sort(([a], [b]) => compare(a, b));
  out.push('<', element.tagName);
  for (const [prefix, uri] of fresh)
    out.push(prefix === '' ? ' xmlns' : ` xmlns:${prefix}`, '="', escapeValue(uri), '"');
  for (const { name, value } of [...attributes, ...borrowed].sort(compareAttributes)) {
    out.push(' ', name, '="', escapeValue(value), '"');
  }
  out.push('>');
  const nowShown = fresh.length === 0 ? shown : new Map([...shown, ...fresh]);
  for (let node: Node | null = element.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === 1 && node !== without) write(node as Element, writing, scope, nowShown);
    else if (node.nodeType === 3 || node.nodeType === 4) out.push(escapeText(node.nodeValue ?? ''));
    else if (node.nodeType === 7)
      out.push(`<?${node.nodeName}${node.nodeValue ? ` ${escapeReturn(node.nodeValue)}` : ''}?>`);
  }
  out.push('</', element.tagName, '>');
}

function scopeIn(element: Element, outer: Namespaces): Namespaces {
  const declared = Array.from(element.attributes).filter(({ namespaceURI }) => namespaceURI === xmlnsNamespace);
  if (declared.length === 0) return outer;
  return new Map([
    ...outer,
    ...declared.map(({ prefix, localName, value }) => [prefix ? localName! : '', value] as const),
  ]);
}

/** Prefixes of the element and its attributes, and the listed ones that mean something here. */
function usedPrefixes(
  element: Element,
  attributes: readonly Attr[],
  listed: readonly string[],
  scope: Namespaces,
): string[] {
  const own = [element.prefix ?? '', ...attributes.flatMap(({ prefix }) => prefix || [])];
  return [
    ...own,
    ...listed.map((prefix) => (prefix === '#default' ? '' : prefix)).filter((prefix) => scope.has(prefix)),
  ];
}

/** An element taken out of its document keeps the xml: attributes of those around it; the nearest counts. */
function xmlAttributes(ancestors: readonly Element[], element: Element): Attr[] {
  const found = new Map<string, Attr>();
  for (const ancestor of ancestors) {
    for (const attribute of Array.from(ancestor.attributes)) {
      if (attribute.namespaceURI === xmlNamespace) found.set(attribute.name, attribute);
    }
  }
  return [...found.values()].filter(({ name }) => !element.hasAttribute(name));
}

function compareAttributes(a: Attr, b: Attr): number {
  return compare(a.namespaceURI ?? '', b.namespaceURI ?? '') || compare(a.localName ?? a.name, b.localName ?? b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const escapeReturn = (text: string) => text.replaceAll('\r', '&#xD;');
const escapeText = (text: string) =>
  escapeReturn(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
const escapeValue = (text: string) =>
  escapeReturn(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'))
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;');
