import { isEnvelope } from '../../../shared/asic/envelope-types.ts';
import type { NextActFacts } from '../../../shared/next-act.ts';
import { isOffice } from '../../../shared/office/office-types.ts';
import type { DokumentDetail } from '../../replica-api/detail-rows.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import type { Geschaeftsgang } from '../../replica-api/gang-rows.ts';

/** What the next act of a Dokument depends on. While it is not known whether others have to sign or it left, nobody is led on. */
export function nextActFacts(
  { zeile, vorgang, versionen }: DokumentDetail,
  leading: VersionZeile | undefined,
  gang: Geschaeftsgang | null | undefined,
  sent: readonly unknown[] | undefined,
): NextActFacts {
  const first = versionen[0]?.entstehung;
  const mimetyp = leading?.mimetyp ?? '';
  const isReceived = zeile.eingangsdatum !== null || first === 'eingang';
  return {
    isReceived,
    isOwn: !isReceived && (first === 'bearbeitung' || first === 'schreiben'),
    isFiled: vorgang !== null,
    isClosed: vorgang?.status === 'zdA',
    isFrozen: Boolean(gang?.schluss),
    isInGang: gang === undefined || Boolean(gang?.schritte.some(({ status }) => status === '001' || status === '002')),
    isDraft: isOffice(mimetyp),
    isPdf: !isEnvelope(mimetyp),
    isStamped: zeile.gestempelt,
    isSigned: zeile.unterschrieben,
    isSent: sent === undefined || sent.length > 0,
  };
}
