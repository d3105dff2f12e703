import type { DatensatzArt } from '../../shared/akte.ts';
import type { Replica } from './replica.ts';

/** What a record is about, in words: title and Zeichen of the Vorgang, Dokument or Akte that it is or belongs to. */
export function titleOf(replica: Replica, art: DatensatzArt, id: string): { titel: string; zeichen: string } {
  const { akte, vorgang, dokument, version, primaerdokument } = replica.tables;
  switch (art) {
    case 'vorgang': {
      const row = vorgang.row(id);
      return { titel: vorgang.text('titel', row), zeichen: vorgang.text('geschaeftszeichen', row) };
    }
    case 'dokument': {
      const row = dokument.row(id);
      const in_ = vorgang.row(dokument.code('vorgang', row));
      return { titel: dokument.text('titel', row), zeichen: vorgang.text('geschaeftszeichen', in_) };
    }
    case 'version':
      return titleOf(replica, 'dokument', version.code('dokument', version.row(id)) ?? '');
    case 'primaerdokument':
      return titleOf(replica, 'version', primaerdokument.code('version', primaerdokument.row(id)) ?? '');
    case 'postausgang':
    case 'beteiligungsschritt':
    case 'zeichnung': {
      const table = replica.tables[art];
      return titleOf(replica, 'dokument', table.code('dokument', table.row(id)) ?? '');
    }
    case 'akte': {
      const row = akte.row(id);
      return { titel: akte.text('titel', row), zeichen: akte.text('aktenzeichen', row) };
    }
    case 'frist': {
      const { frist } = replica.tables;
      return titleOf(replica, 'vorgang', frist.code('vorgang', frist.row(id)) ?? '');
    }
    case 'stempelart': {
      const { stempelart } = replica.tables;
      return { titel: stempelart.text('titel', stempelart.row(id)), zeichen: '' };
    }
    default:
      return { titel: '', zeichen: '' };
  }
}
