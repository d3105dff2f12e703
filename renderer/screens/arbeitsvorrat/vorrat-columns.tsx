import type { VorratGrund, VorratZeile } from '../../replica-api/vorrat-rows.ts';
import type { GridColumn } from '../../ui/grid-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { Texts } from '../../ui/use-texts.ts';
import { whenWords } from './vorrat-words.ts';

const tones: Partial<Record<VorratGrund, 'bad' | 'warn' | 'info'>> = {
  frist: 'bad',
  abgelehnt: 'bad',
  konflikt: 'warn',
  uebergabe: 'info',
  schritt: 'info',
  gang: 'info',
};

/** The reason as a short word. */
export function GrundTag({ row, texts }: { readonly row: VorratZeile; readonly texts: Texts }) {
  const tone = tones[row.grund];
  return <Tag {...(tone ? { tone } : {})}>{texts.t(`vorrat.grund.${row.grund}`)}</Tag>;
}

/** What the Arbeitsvorrat shows of each thing that waits. */
export function vorratColumns(texts: Texts): readonly GridColumn<VorratZeile>[] {
  const { t } = texts;
  return [
    {
      id: 'grund',
      label: t('vorrat.grund'),
      width: 8,
      cell: (row) => <GrundTag row={row} texts={texts} />,
    },
    {
      id: 'titel',
      label: t('vorrat.worum'),
      width: 'flex',
      cell: (row) => (
        <>
          <span title={row.titel}>{row.titel || t('none')}</span>
          <small>{besideWords(row, texts)}</small>
        </>
      ),
    },
    {
      id: 'zeichen',
      label: t('feld.geschaeftszeichen'),
      width: 9,
      muted: true,
      end: true,
      from: 48,
      cell: (row) => row.zeichen,
    },
    {
      id: 'wann',
      label: t('vorrat.wann'),
      width: 7.5,
      end: true,
      cell: (row) => {
        const { day, distance } = whenWords(row, texts);
        return (
          <>
            <span title={row.termin ? texts.date(row.termin) : texts.zone(row.seit)}>{day}</span>
            <small>{distance}</small>
          </>
        );
      },
    },
  ];
}

/** Second line: what kind of thing it is, and in whose hand when that is somebody else's. */
function besideWords(row: VorratZeile, { t }: Texts): string {
  const ende = row.grund === 'gang' ? t(`gang.act.${row.entscheidung}`) : '';
  const hand = row.isMine || row.bearbeitung === null ? '' : t('vorrat.bei', { name: row.bearbeitung.name });
  const nobody = row.grund !== 'eingang' && row.bearbeitung === null ? t('vorrat.beiNiemand') : '';
  return [ende, row.neben, hand, nobody].filter(Boolean).join(' · ');
}
