import { type Versandweg, versandwege } from '../../../shared/postausgang.ts';
import type { Queries } from '../../replica-api/live-queries.ts';
import type { PostausgangZeile } from '../../replica-api/postausgang-rows.ts';
import type { Lists } from '../details.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';

/** What left the agency of one Dokument, or of all in one Vorgang; the youngest first. */
export function listPostausgaenge(
  replica: Replica,
  { dokumente }: Lists,
  of: Queries['postausgaenge']['input'],
): PostausgangZeile[] {
  const { postausgang, dokument } = replica.tables;
  const rows: PostausgangZeile[] = [];
  for (let row = 0; row < postausgang.rowCount; row++) {
    const id = postausgang.ids[row];
    const about = postausgang.code('dokument', row);
    if (id == null || about === null) continue;
    const belongs =
      'dokument' in of ? about === of.dokument : dokument.code('vorgang', dokument.row(about)) === of.vorgang;
    if (!belongs) continue;
    const sha = postausgang.text('versionSha', row);
    rows.push({
      id,
      rev: postausgang.number('$rev', row),
      dokument: about,
      dokumentTitel: dokument.text('titel', dokument.row(about)),
      fassung: dokumente.versionen.zeilen(about).find((one) => one.sha === sha)?.nummer ?? 0,
      weg: wegOf(postausgang.code('weg', row)),
      abVermerk: postausgang.code('abVermerk', row) ?? '',
      zugang: postausgang.code('zugang', row),
      zurueck: postausgang.code('zurueck', row),
      empfaenger: postausgang.text('empfaenger', row).split('\n').filter(Boolean),
      nachweis: postausgang.text('nachweis', row),
      von: nameOf(replica, postausgang.code('von', row)),
      zeit: postausgang.text('zeit', row),
      unsent: replica.isUnsent('postausgang', id),
    });
  }
  return rows.sort((a, b) =>
    a.abVermerk === b.abVermerk ? (a.zeit < b.zeit ? 1 : -1) : a.abVermerk < b.abVermerk ? 1 : -1,
  );
}

/** A newer server may know more ways. */
function wegOf(code: string | null): Versandweg {
  return versandwege.find((one) => one === code) ?? 'post';
}
