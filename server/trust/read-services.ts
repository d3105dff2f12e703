import type { Element } from '@xmldom/xmldom';
import { AppError } from '../../shared/errors.ts';
import { readCertificate } from '../../shared/pdf/sign/certificate.ts';
import type { TrustPeriod, TrustService, TrustSnapshot } from '../../shared/trust/trust-list.ts';
import { childOf, childrenOf, textIn } from '../../shared/xml/parse-xml.ts';
import { readQualifications } from './read-qualifications.ts';

/** The namespace of trusted lists. */
export const tsl = 'http://uri.etsi.org/02231/v2#';
const types: Readonly<Record<string, TrustService>> = {
  'http://uri.etsi.org/TrstSvc/Svctype/CA/QC': 'CA/QC',
  'http://uri.etsi.org/TrstSvc/Svctype/CA/PKC': 'CA/PKC',
  'http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST': 'TSA/QTST',
  'http://uri.etsi.org/TrstSvc/Svctype/TSA': 'TSA',
};
const statuses = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/';
// Before eIDAS (1 July 2016) a supervised or accredited service was what is called granted since then (TS 119 612 §5.5.4).
const granted: ReadonlySet<string> = new Set([
  'granted',
  'recognisedatnationallevel',
  'undersupervision',
  'supervisionincessation',
  'accredited',
]);
const uses: Readonly<Record<string, TrustPeriod['uses'][number]>> = {
  ForeSignatures: 'signatures',
  ForeSeals: 'seals',
  ForWebSiteAuthentication: 'web',
};
const MAX_NAME = 500;

type Entry = TrustSnapshot['entries'][number];

/** The services of a provider that can end a chain: one entry per certificate, newest period first. */
export function readServices(provider: Element, territory: string): Entry[] {
  const services = childOf(provider, tsl, 'TSPServices');
  const name = nameIn(childOf(childOf(provider, tsl, 'TSPInformation'), tsl, 'TSPName'));
  if (services === undefined) return [];
  return childrenOf(services, tsl, 'TSPService').flatMap((service) => {
    const now = childOf(service, tsl, 'ServiceInformation');
    const type = now && types[textIn(childOf(now, tsl, 'ServiceTypeIdentifier'))];
    if (now === undefined || type === undefined) return [];
    const history = childOf(service, tsl, 'ServiceHistory');
    const before = history === undefined ? [] : childrenOf(history, tsl, 'ServiceHistoryInstance');
    const facts = {
      service: type,
      territory,
      provider: name,
      name: nameIn(childOf(now, tsl, 'ServiceName')),
      // A service that was something else before (such as CA/PKC) was not yet this then.
      periods: [now, ...before].map((one) => readPeriod(one, type)).sort((a, b) => (a.from < b.from ? 1 : -1)),
    };
    const identity = childOf(now, tsl, 'ServiceDigitalIdentity');
    return (identity === undefined ? [] : certificatesIn(identity)).map((certificate) => ({ certificate, ...facts }));
  });
}

function readPeriod(instance: Element, type: TrustService): TrustPeriod {
  const status = textIn(childOf(instance, tsl, 'ServiceStatus'));
  const isSame = types[textIn(childOf(instance, tsl, 'ServiceTypeIdentifier'))] === type;
  const extensions = childOf(instance, tsl, 'ServiceInformationExtensions');
  const each = extensions === undefined ? [] : childrenOf(extensions, tsl, 'Extension');
  return {
    from: readTime(textIn(childOf(instance, tsl, 'StatusStartingTime'))).toISOString(),
    granted: isSame && status.startsWith(statuses) && granted.has(status.slice(statuses.length)),
    uses: [...new Set(each.flatMap(useIn))],
    qualifications: each.flatMap(readQualifications),
  };
}

function useIn(extension: Element): TrustPeriod['uses'] {
  const information = childOf(extension, tsl, 'AdditionalServiceInformation');
  const use =
    uses[
      textIn(childOf(information, tsl, 'URI'))
        .split('/')
        .at(-1) ?? ''
    ];
  return use === undefined ? [] : [use];
}

/** The certificates of a digital identity, DER in base64; what is no certificate is left out. */
export function certificatesIn(identity: Element): string[] {
  return childrenOf(identity, tsl, 'DigitalId')
    .flatMap((digital) => childrenOf(digital, tsl, 'X509Certificate'))
    .flatMap((element) => {
      const der = Buffer.from(textIn(element), 'base64');
      return isReadable(der) ? der.toString('base64') : [];
    });
}

function isReadable(der: Uint8Array): boolean {
  try {
    return readCertificate(der).der.length === der.length;
  } catch {
    return false;
  }
}

/** The English name of several languages, otherwise the first. */
export function nameIn(holder: Element | undefined): string {
  const names = holder === undefined ? [] : childrenOf(holder, tsl, 'Name');
  const english = names.find((name) => name.getAttribute('xml:lang') === 'en');
  return textIn(english ?? names[0]).slice(0, MAX_NAME);
}

/** An xs:dateTime in UTC. Throws AppError 'trust-list-damaged'. */
export function readTime(text: string): Date {
  const time = new Date(/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) ? text : Number.NaN);
  if (Number.isNaN(time.getTime())) throw new AppError('trust-list-damaged', { cause: 'time' });
  return time;
}
