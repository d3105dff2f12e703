import { useState } from 'react';
import { Toolbar } from 'react-aria-components';
import { unlinkFrom } from '../../actions/link-record.ts';
import type { DokumentDetail, DokumentVerweis } from '../../replica-api/detail-rows.ts';
import { useDrafts } from '../../state/drafts.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { answerKey } from '../../state/schreiben-key.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/panel.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { LinkDialog } from './link-dialog.tsx';

/** What a Dokument refers to and what refers to it, another link, and an answer to what came in. */
export function LinkedSection({ detail }: { readonly detail: DokumentDetail }) {
  const { t } = useTexts();
  const [isPicking, setPicking] = useState(false);
  const task = useTask();
  const { zeile, vorgang, verweise } = detail;
  const isClosed = vorgang?.status === 'zdA';
  const isBegun = useDrafts(({ fields }) => answerKey(zeile.id) in fields);
  const unlink = ({ beziehung, dokument }: DokumentVerweis) =>
    task.run(async () => {
      const undo = await unlinkFrom({ art: 'dokument', id: zeile.id }, { beziehung, art: 'dokument', id: dokument });
      showNotice({ text: ({ t }) => t('verweise.removed'), isUnsent: true, undo });
    });
  return (
    <Section title={t('verweise.title')}>
      {verweise.length === 0 && <small>{t('verweise.dokument.none')}</small>}
      <ul className="history" aria-label={t('verweise.title')}>
        {verweise.map((verweis) => (
          <LinkItem
            key={`${verweis.isOwn} ${verweis.beziehung} ${verweis.dokument}`}
            verweis={verweis}
            mayRemove={verweis.isOwn && !isClosed}
            isBusy={task.isRunning}
            onRemove={() => void unlink(verweis)}
          />
        ))}
      </ul>
      {(!isClosed || isBegun) && (
        <Toolbar className="row" aria-label={t('verweise.tools')}>
          {!isClosed && <Button onPress={() => setPicking(true)}>{t('verweise.add')}</Button>}
          {vorgang && (zeile.eingangsdatum !== null || isBegun) && (
            <Button onPress={() => navigate(`schreiben/${vorgang.id}/antwort/${zeile.id}`)}>
              {t(isBegun ? 'verweise.answerOn' : 'verweise.answer')}
            </Button>
          )}
        </Toolbar>
      )}
      <ErrorNote error={task.error} />
      {isPicking && <LinkDialog zeile={zeile} onClose={() => setPicking(false)} />}
    </Section>
  );
}

interface LinkItemProps {
  readonly verweis: DokumentVerweis;
  readonly mayRemove: boolean;
  readonly isBusy: boolean;
  readonly onRemove: () => void;
}

function LinkItem({ verweis, mayRemove, isBusy, onRemove }: LinkItemProps) {
  const { t } = useTexts();
  const { beziehung, isOwn, dokument, zeichen, titel, unsent } = verweis;
  const was = t(isOwn ? `verweise.auf.${beziehung}` : `verweise.von.${beziehung}`);
  const name = [zeichen, titel].filter(Boolean).join(' ');
  return (
    <li>
      <small>
        {was}
        {unsent && ` · ${t('wort.unsent')}`}
      </small>
      <div className="link-row">
        {titel ? (
          <Button look="quiet" onPress={() => navigate(`dokument/${dokument}`)}>
            {name}
          </Button>
        ) : (
          <span>{t('verweise.hidden')}</span>
        )}
        {mayRemove && (
          <Button
            look="quiet"
            aria-label={t('verweise.remove', { name: titel || t('verweise.hidden') })}
            isDisabled={isBusy}
            onPress={onRemove}
          >
            ✕
          </Button>
        )}
      </div>
    </li>
  );
}
