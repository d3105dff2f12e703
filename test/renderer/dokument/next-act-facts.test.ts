import { expect, test } from 'vitest';
import type { DokumentDetail } from '../../../renderer/replica-api/detail-rows.ts';
import type { VersionZeile } from '../../../renderer/replica-api/dokument-rows.ts';
import { nextActFacts } from '../../../renderer/screens/dokument/next-act-facts.ts';
import { nextAct } from '../../../shared/next-act.ts';

function nextOf(dokumenttyp: string, entstehung: string) {
  const version = { entstehung, mimetyp: 'application/pdf' } as VersionZeile;
  const zeile = { dokumenttyp, eingangsdatum: null, gestempelt: false, unterschrieben: false };
  const detail = { zeile, vorgang: { status: 'offen' }, versionen: [version] } as unknown as DokumentDetail;
  return nextAct(nextActFacts(detail, version, null, []));
}

test('H34: nobody is led to sign what the program wrote', () => {
  expect(nextOf('Bescheid', 'schreiben')).toBe('sign');
  expect(nextOf('Bescheid', 'bearbeitung')).toBe('sign');
  expect(nextOf('Prüfbericht', 'bearbeitung')).toBeNull();
  expect(nextOf('Verfügungsblatt', 'bearbeitung')).toBeNull();
});
