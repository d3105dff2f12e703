import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';
import { navigate } from '../../state/route.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** The documents that lie beside the present one, for going from one to the next. */
export function DokumentList(props: { readonly rows: readonly DokumentZeile[]; readonly current: string }) {
  const { t, date } = useTexts();
  return (
    <nav className="pane side dok-list" aria-label={t('dok.list')}>
      <div className="tools">
        <h2>{t('dok.list')}</h2>
      </div>
      <ul data-arrows="">
        {props.rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              ref={row.id === props.current ? showNearest : undefined}
              aria-current={row.id === props.current ? 'page' : undefined}
              onClick={() => navigate(`dokument/${row.id}`)}
            >
              <span>{row.titel}</span>
              <small>
                {row.eingangsdatum ? t('dok.received', { date: date(row.eingangsdatum) }) : row.dokumenttyp}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function showNearest(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
