import { useState } from 'react';
import {
  askReopening,
  discardRejected,
  keepAsVermerk,
  retryRejected,
  saveRejectedAsText,
} from '../../actions/settle-rejected.ts';
import { PickVorgangDialog } from '../../pick-vorgang-dialog.tsx';
import { ReasonDialog } from '../../reason-dialog.tsx';
import type { AusgangZeile } from '../../replica-api/open-work.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorCodeNote, ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/panel.tsx';
import { useTask } from '../../ui/use-task.ts';
import { textsIn, useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { changeText } from './change-facts.ts';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { HandedOver } from './handed-over.tsx';

/** Why a change was refused, who can help, and the ways out of it; none of them is taken for the person. */
export function RejectedWays({ row }: { readonly row: AusgangZeile }) {
  const texts = useTexts();
  const { t } = texts;
  const [asked, setAsked] = useState<'discard' | 'reopen' | 'vermerk' | 'give' | null>(null);
  const task = useTask();
  const close = () => setAsked(null);
  const retry = async () => {
    if (await task.run(() => retryRejected(row.n))) showNotice({ text: ({ t }) => t('ausgang.retried') });
  };
  const save = async () => {
    const name = t('ausgang.textName', { zeichen: row.zeichen.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-') });
    let saved = false;
    await task.run(async () => {
      saved = await saveRejectedAsText(name, changeText(row, texts));
    });
    if (saved) showNotice({ text: ({ t }) => t('ausgang.savedText') });
  };
  if (row.uebergabe && row.uebergabe.state !== 'rejected') return <HandedOver row={row} stand={row.uebergabe} />;
  const wer = row.helfer.join(', ');
  const what = wordFor(texts, 'was', row.was);
  return (
    <Section title={t('ausgang.rejected')}>
      {row.code && <ErrorCodeNote code={row.code} />}
      {wer && <p>{t('ausgang.helfer', { wer })}</p>}
      {row.uebergabe && (
        <p>{t('uebergabe.refused', { an: row.uebergabe.an, zeit: texts.dateTime(row.uebergabe.zeit) })}</p>
      )}
      {row.uebergabe?.code && <ErrorCodeNote code={row.uebergabe.code} />}
      <p>{t('ausgang.rejected.why')}</p>
      <ErrorNote error={task.error} />
      <div className="row">
        {row.mayHandOver && (
          <Button look="go" onPress={() => setAsked('give')}>
            {t('uebergabe.give')}
          </Button>
        )}
        <Button
          {...(row.mayHandOver ? {} : { look: 'go' as const })}
          isDisabled={task.isRunning}
          onPress={() => void retry()}
        >
          {t('ausgang.retry')}
        </Button>
        {row.code === 'akte-closed' && <Button onPress={() => setAsked('reopen')}>{t('ausgang.reopen')}</Button>}
        <Button onPress={() => setAsked('vermerk')}>{t('ausgang.vermerk')}</Button>
        <Button isDisabled={task.isRunning} onPress={() => void save()}>
          {t('ausgang.saveText')}
        </Button>
        <Button onPress={() => setAsked('discard')}>{t('ausgang.discard')}</Button>
      </div>
      {asked === 'give' && <HandOverDialog row={row} onClose={close} />}
      {asked === 'discard' && (
        <ReasonDialog
          about={`ausgang:${row.n}`}
          label={t('ausgang.grund')}
          title={t('ausgang.discard.title')}
          text={t('ausgang.discard.text', { what, titel: row.titel, time: texts.dateTime(row.zeit) })}
          go={t('ausgang.discard.go')}
          done={({ t }) => t('ausgang.discarded')}
          onGo={(grund) => discardRejected(row.n, grund)}
          onClose={close}
        />
      )}
      {asked === 'vermerk' && (
        <PickVorgangDialog
          title={t('ausgang.vermerk.title')}
          go={t('ausgang.vermerk.go')}
          onPick={async (vorgang) => {
            await keepAsVermerk(row.n, vorgang.id, changeText(row, textsIn('de')));
            showNotice({
              text: ({ t }) => t('ausgang.vermerk.done', { zeichen: vorgang.geschaeftszeichen }),
              isUnsent: true,
            });
          }}
          onClose={close}
        />
      )}
      {asked === 'reopen' && (
        <ReasonDialog
          about={`ausgang:${row.n}`}
          label={t('ausgang.grund')}
          title={t('ausgang.reopen.title')}
          text={
            wer
              ? t('ausgang.reopen.text', { titel: row.titel, wer })
              : t('ausgang.reopen.textSelf', { titel: row.titel })
          }
          go={t('ausgang.reopen.go')}
          done={({ t }) => t('ausgang.reopen.done')}
          onGo={(grund) => askReopening(row.n, grund)}
          onClose={close}
        />
      )}
    </Section>
  );
}
