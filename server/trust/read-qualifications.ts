import type { Element } from '@xmldom/xmldom';
import type { Criteria, Qualification } from '../../shared/trust/trust-list.ts';
import { childOf, childrenOf, elementsIn, textIn } from '../../shared/xml/parse-xml.ts';

const ecc = 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#';
const xades = 'http://uri.etsi.org/01903/v1.3.2#';

/**
 * The Qualifications extension of a service (ETSI TS 119 612 §5.5.9.2): which qualifiers are said of which certificates. An
 * extension of another kind gives none.
 */
export function readQualifications(extension: Element): Qualification[] {
  const holder = childOf(extension, ecc, 'Qualifications');
  if (holder === undefined) return [];
  return childrenOf(holder, ecc, 'QualificationElement').flatMap((element) => {
    const criteria = childOf(element, ecc, 'CriteriaList');
    const qualifiers = childrenOf(childOf(element, ecc, 'Qualifiers') ?? element, ecc, 'Qualifier');
    if (criteria === undefined) return [];
    return {
      qualifiers: qualifiers.map((qualifier) => (qualifier.getAttribute('uri') ?? '').split('/').at(-1) ?? ''),
      criteria: readCriteria(criteria),
    };
  });
}

/** What stands in a list besides policies, key usage and further lists is counted, so that nobody believes it was met. */
function readCriteria(list: Element): Criteria {
  const parts = elementsIn(list).filter(({ localName }) => localName !== 'Description');
  const named = (name: string) => parts.filter((part) => part.namespaceURI === ecc && part.localName === name);
  const [policies, keyUsages, lists] = [named('PolicySet'), named('KeyUsage'), named('CriteriaList')];
  return {
    assert: readAssert(list.getAttribute('assert')),
    policies: policies.map(readPolicies),
    keyUsages: keyUsages.map(readKeyUsage),
    lists: lists.map(readCriteria),
    unknown: parts.length - policies.length - keyUsages.length - lists.length,
  };
}

function readAssert(said: string | null): Criteria['assert'] {
  return said === 'all' || said === 'none' ? said : 'atLeastOne';
}

/** `<PolicyIdentifier><xades:Identifier>` with a dotted OID or urn:oid:… */
function readPolicies(set: Element): string[] {
  return childrenOf(set, ecc, 'PolicyIdentifier').map((policy) =>
    textIn(childOf(policy, xades, 'Identifier')).replace(/^urn:oid:/i, ''),
  );
}

function readKeyUsage(usage: Element): Record<string, boolean> {
  const bits = childrenOf(usage, ecc, 'KeyUsageBit').map(
    (bit) => [bit.getAttribute('name') ?? '', isTrue(bit)] as const,
  );
  return Object.fromEntries(bits);
}

const isTrue = (element: Element) => ['true', '1'].includes(textIn(element));
