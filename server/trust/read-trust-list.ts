import type { Element } from '@xmldom/xmldom';
import { AppError } from '../../shared/errors.ts';
import { childOf, childrenOf, textIn } from '../../shared/xml/parse-xml.ts';
import { certificatesIn, readServices, readTime, tsl } from './read-services.ts';
import type { ListPointer, ReadList } from './trust-store.ts';

const additional = 'http://uri.etsi.org/02231/v2/additionaltypes#';
const listOfLists = 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists';
const xmlList = 'application/vnd.etsi.tsl+xml';

/**
 * Reads a verified trusted list or list of lists (ETSI TS 119 612 §5, versions 5 and 6). Throws AppError
 * 'trust-list-damaged' when it has another form.
 */
export function readTrustList(root: Element): ReadList {
  const scheme = childOf(root, tsl, 'SchemeInformation');
  if (root.localName !== 'TrustServiceStatusList' || root.namespaceURI !== tsl || !scheme) return damaged('root');
  const version = textIn(childOf(scheme, tsl, 'TSLVersionIdentifier'));
  if (version !== '5' && version !== '6') return damaged('version');
  const territory = textIn(childOf(scheme, tsl, 'SchemeTerritory'));
  const sequence = Number(textIn(childOf(scheme, tsl, 'TSLSequenceNumber')));
  if (!/^[A-Z]{2}$/.test(territory) || !Number.isSafeInteger(sequence) || sequence < 1) return damaged('scheme');
  const next = textIn(childOf(childOf(scheme, tsl, 'NextUpdate'), tsl, 'dateTime'));
  return {
    territory,
    sequence,
    issued: readTime(textIn(childOf(scheme, tsl, 'ListIssueDateTime'))),
    nextUpdate: next === '' ? null : readTime(next),
    content: {
      isListOfLists: textIn(childOf(scheme, tsl, 'TSLType')) === listOfLists,
      pointers: pointers(scheme),
      entries: providers(root).flatMap((provider) => readServices(provider, territory)),
    },
  };
}

function providers(root: Element): Element[] {
  const list = childOf(root, tsl, 'TrustServiceProviderList');
  return list === undefined ? [] : childrenOf(list, tsl, 'TrustServiceProvider');
}

/** The other lists in XML; the same list for people (PDF) has a pointer of its own. */
function pointers(scheme: Element): ListPointer[] {
  const holder = childOf(scheme, tsl, 'PointersToOtherTSL');
  if (holder === undefined) return [];
  return childrenOf(holder, tsl, 'OtherTSLPointer').flatMap((pointer) => {
    const facts = childrenOf(childOf(pointer, tsl, 'AdditionalInformation') ?? pointer, tsl, 'OtherInformation');
    const fact = (namespace: string, name: string) =>
      textIn(facts.map((one) => childOf(one, namespace, name)).find((found) => found !== undefined));
    if (fact(additional, 'MimeType').toLowerCase() !== xmlList) return [];
    const identities = childOf(pointer, tsl, 'ServiceDigitalIdentities');
    return {
      territory: fact(tsl, 'SchemeTerritory'),
      url: textIn(childOf(pointer, tsl, 'TSLLocation')),
      isListOfLists: fact(tsl, 'TSLType') === listOfLists,
      certificates: identities ? childrenOf(identities, tsl, 'ServiceDigitalIdentity').flatMap(certificatesIn) : [],
    };
  });
}

function damaged(cause: string): never {
  throw new AppError('trust-list-damaged', { cause });
}
