import { useState } from 'react';
import { parseVerweis } from '../../../shared/verweis.ts';
import { linkTo, unlinkFrom } from '../../actions/link-record.ts';
import { PickVorgangDialog } from '../../pick-vorgang-dialog.tsx';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/panel.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** What this Vorgang refers to, and another reference. */
export function VerweiseSection({ detail }: { readonly detail: VorgangDetail }) {
  const { t } = useTexts();
  const [isPicking, setPicking] = useState(false);
  const task = useTask();
  const { vorgang, verweise } = detail;
  const isClosed = vorgang.felder.status === 'zdA';
  const from = { art: 'vorgang', id: vorgang.id } as const;
  const unlink = async (verweis: string) => {
    const ziel = parseVerweis(verweis);
    if (!ziel) return;
    const undo = await unlinkFrom(from, ziel);
    showNotice({ text: ({ t }) => t('verweise.removed'), isUnsent: true, undo });
  };
  return (
    <Section title={t('verweise.title')}>
      {verweise.length === 0 && <small>{t('verweise.none')}</small>}
      <ul className="plain-list">
        {verweise.map(({ ziel, zeichen, titel }) => (
          <li key={ziel}>
            {titel ? (
              <Button look="quiet" onPress={() => navigate(ziel.replace(':', '/'))}>
                {[zeichen, titel].filter(Boolean).join(' ')}
              </Button>
            ) : (
              <span>{t('verweise.hidden')}</span>
            )}
            {!isClosed && (
              <Button
                look="quiet"
                aria-label={t('verweise.remove', { name: titel || t('verweise.hidden') })}
                isDisabled={task.isRunning}
                onPress={() => void task.run(() => unlink(ziel))}
              >
                ✕
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!isClosed && (
        <div className="row">
          <Button onPress={() => setPicking(true)}>{t('verweise.add')}</Button>
        </div>
      )}
      <ErrorNote error={task.error} />
      {isPicking && (
        <PickVorgangDialog
          title={t('verweise.pick')}
          go={t('verweise.go')}
          present={vorgang.id}
          withClosed
          onPick={async (target) => {
            const undo = await linkTo(from, { beziehung: 'bezug', art: 'vorgang', id: target.id });
            showNotice({ text: ({ t }) => t('verweise.added'), isUnsent: true, undo });
          }}
          onClose={() => setPicking(false)}
        />
      )}
    </Section>
  );
}
