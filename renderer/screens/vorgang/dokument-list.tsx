import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { importDelivery } from '../../actions/import-delivery.ts';
import { batchLimit, listBatch } from '../../actions/list-batch.ts';
import { droppedFiles, type PickedFile, pickFiles } from '../../actions/pick-files.ts';
import { type SortedFiles, sortDeliveries } from '../../actions/sort-deliveries.ts';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';
import { useDrafts } from '../../state/drafts.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { schreibenKey } from '../../state/schreiben-key.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ImportDialog } from '../../ui/import-dialog.tsx';
import { MarkedStatus } from '../../ui/marked-status.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { SignBar } from '../../ui/sign-bar.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useFileDrop } from '../../ui/use-file-drop.ts';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { NewEntwurfDialog } from './new-entwurf-dialog.tsx';
import { focusVermerk } from './vermerk-form.tsx';
import { VorgangPdf } from './vorgang-pdf.tsx';

/** The Dokumente of a Vorgang, and taking in another. */
export function DokumentList({ detail }: { readonly detail: VorgangDetail }) {
  const { t } = useTexts();
  const [sorted, setSorted] = useState<SortedFiles | null>(null);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [isDrafting, setDrafting] = useState(false);
  const picking = useTask();
  const listing = useTask();
  const sign = () =>
    listing.run(async () => {
      await listBatch([...marked]);
      navigate('unterschreiben');
    });
  const mark = (id: string, isOn: boolean) =>
    setMarked((before) => new Set(isOn ? [...before, id] : [...before].filter((one) => one !== id)));
  const isClosed = detail.vorgang.felder.status === 'zdA';
  const sort = async (files: readonly PickedFile[]) => setSorted(files.length > 0 ? await sortDeliveries(files) : null);
  const mayDrop = !isClosed && !picking.isRunning && !sorted;
  const drop = useFileDrop((files) => void picking.run(() => sort(droppedFiles(files))), mayDrop);
  const add = () => void picking.run(async () => sort(await pickFiles()));
  return (
    <section aria-label={t('vorgang.dokumente')} className={drop.isOver ? 'drop-over' : undefined} {...drop.target}>
      <div className="tools">
        {detail.dokumente.length > 1 && (
          <input
            type="checkbox"
            aria-label={t('grid.selectAll')}
            checked={marked.size > 0 && marked.size >= detail.dokumente.length}
            onChange={({ target }) =>
              setMarked(new Set(target.checked ? detail.dokumente.map((dokument) => dokument.id) : []))
            }
          />
        )}
        <h2>{t('vorgang.dokumente')}</h2>
        <small>{detail.dokumente.length}</small>
        <span className="gap" />
        <VorgangPdf detail={detail} />
        <NewMenu
          vorgang={detail.vorgang.id}
          isClosed={isClosed}
          isBusy={picking.isRunning}
          onAdd={add}
          onDraft={() => setDrafting(true)}
        />
      </div>
      <MarkedStatus count={marked.size} />
      {marked.size > 0 && (
        <SignBar
          count={marked.size}
          limit={batchLimit}
          onSign={() => void sign()}
          onClear={() => setMarked(new Set())}
        />
      )}
      <div role="status">
        {picking.isRunning && <small>{t('import.sorting')}</small>}
        {drop.isOver && <strong>{t('import.drop')}</strong>}
      </div>
      <ErrorNote error={picking.error ?? listing.error} />
      {detail.dokumente.length === 0 && (
        <EmptyState title={t('vorgang.docEmpty.title')} text={t('vorgang.docEmpty.text')} />
      )}
      <ul className="doc-list" data-arrows="" data-start="">
        {detail.dokumente.map((dokument) => (
          <li key={dokument.id}>
            <input
              type="checkbox"
              aria-label={t('grid.selectRow', { name: dokument.titel })}
              checked={marked.has(dokument.id)}
              onChange={({ target }) => mark(dokument.id, target.checked)}
            />
            <DokumentRow dokument={dokument} />
          </li>
        ))}
      </ul>
      {isDrafting && <NewEntwurfDialog vorgang={detail.vorgang.id} onClose={() => setDrafting(false)} />}
      {sorted && (
        <ImportDialog
          files={sorted.deliveries}
          refused={sorted.refused}
          onImport={(file, titel, eingang) => importDelivery(file, titel, eingang, detail.vorgang.id)}
          onDone={(n) => showNotice({ text: ({ t }) => t('eingang.imported', { n }), isUnsent: true })}
          onClose={() => setSorted(null)}
        />
      )}
    </section>
  );
}

interface NewMenuProps {
  readonly vorgang: string;
  readonly isClosed: boolean;
  readonly isBusy: boolean;
  readonly onAdd: () => void;
  readonly onDraft: () => void;
}

/** What can be begun in a Vorgang; a text that was begun stays reachable, also when the Vorgang was closed meanwhile. */
function NewMenu({ vorgang, isClosed, isBusy, onAdd, onDraft }: NewMenuProps) {
  const { t } = useTexts();
  const isBegun = useDrafts(({ fields }) => schreibenKey(vorgang, null) in fields);
  if (isClosed && !isBegun) return null;
  const write = {
    id: 'write',
    label: t(isBegun ? 'schreiben.resume' : 'schreiben.begin'),
    run: () => navigate(`schreiben/${vorgang}`),
  };
  const others = [
    { id: 'note', label: t('neu.vermerk'), run: focusVermerk },
    { id: 'draft', label: t('entwurf.new'), run: onDraft },
    { id: 'add', label: t('vorgang.import'), isDisabled: isBusy, run: onAdd },
  ];
  return (
    <span className="new-menu">
      <MenuButton label={t('neu')} choices={isClosed ? [write] : [write, ...others]} />
    </span>
  );
}

function DokumentRow({ dokument }: { readonly dokument: DokumentZeile }) {
  const { t, shortDate, size } = useTexts();
  return (
    <AriaButton className="doc-row" onPress={() => navigate(`dokument/${dokument.id}`)}>
      <span className="doc-title">
        <span>{dokument.titel}</span>
        <small>
          {[dokument.anlageZu && t('wort.anlage'), dokument.absender, t('wort.fassung', { n: dokument.fassung })]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      <span className="row tight end">
        {dokument.konkurrierend > 1 && <Tag tone="warn">{t('wort.competing', { n: dokument.konkurrierend })}</Tag>}
        {dokument.unsent && <Tag>{t('wort.unsent')}</Tag>}
        {dokument.gestempelt && <Tag tone="ok">{t('eingang.stamped')}</Tag>}
        {dokument.unterschrieben && <Tag tone="ok">{t('wort.signed')}</Tag>}
        {!dokument.here && <Tag>{t('wort.notHere')}</Tag>}
      </span>
      <small className="num">{size(dokument.sizeBytes)}</small>
      <span className="num">{shortDate(dokument.eingangsdatum)}</span>
    </AriaButton>
  );
}
