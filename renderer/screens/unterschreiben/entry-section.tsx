import { relistDokument } from '../../actions/list-batch.ts';
import { type BatchEntry, type BatchPhase, changeEntry } from '../../state/batch.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorCodeNote, ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/panel.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** One Dokument of the list: what stands against its signature, and what can be done about it. */
export function EntrySection({ entry, phase }: { readonly entry: BatchEntry; readonly phase: BatchPhase }) {
  const { t, size } = useTexts();
  const relisting = useTask();
  const { dokument, titel, version, state, code, isIncluded, zeichen, absender, pages } = entry;
  const isReview = phase === 'review';
  return (
    <Section title={t('batch.one')}>
      <h3 className="panel-title">{titel}</h3>
      {code !== null && <ErrorCodeNote code={code} />}
      {state === 'signed' && <p>{t('batch.signedAs', { n: version.nummer + 1 })}</p>}
      {phase === 'done' && state !== 'signed' && <p>{t('batch.untouched', { n: version.nummer })}</p>}
      <div className="row">
        {isReview && code === 'pdf-changed-meanwhile' && (
          <Button isDisabled={relisting.isRunning} onPress={() => void relisting.run(() => relistDokument(dokument))}>
            {t('batch.relist')}
          </Button>
        )}
        <Button onPress={() => navigate(`dokument/${dokument}`)}>{t('batch.open')}</Button>
        {isReview && code === null && (
          <Button onPress={() => changeEntry(dokument, { isIncluded: !isIncluded })}>
            {t(isIncluded ? 'batch.exclude' : 'batch.include')}
          </Button>
        )}
      </div>
      <ErrorNote error={relisting.error} />
      <Facts
        rows={[
          [t('feld.vorgang'), zeichen],
          [t('feld.absender'), absender],
          [t('batch.fassung'), version.nummer],
          [t('batch.pages'), pages],
          [t('feld.groesse'), size(version.sizeBytes)],
        ]}
      />
    </Section>
  );
}
