import { recordText } from '../../../shared/texts/translate.ts';
import { listRest } from '../../actions/list-batch.ts';
import { signBatch } from '../../actions/sign-batch.ts';
import { signBatchRemotely } from '../../actions/sign-batch-remotely.ts';
import { readSignatureLook } from '../../actions/signature-look.ts';
import { type BatchEntry, type BatchPhase, entriesToSign, useBatch } from '../../state/batch.ts';
import { showNotice } from '../../state/notice.ts';
import { goBack } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { TextField } from '../../ui/field.tsx';
import { KeyChoice, keyLabel } from '../../ui/key-choice.tsx';
import { KeyMeaning } from '../../ui/key-meaning.tsx';
import { Section } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useSigningKey } from '../../use-signing-key.ts';
import { BatchProgress } from './batch-progress.tsx';
import { MarkChoice } from './mark-choice.tsx';

interface BatchSectionProps {
  readonly entries: readonly BatchEntry[];
  readonly phase: BatchPhase;
}

/** The act on all of them: with which key and reason; while it runs how far it is; afterwards what came of it. */
export function BatchSection({ entries, phase }: BatchSectionProps) {
  const { t } = useTexts();
  const keys = useSigningKey();
  const reason = useBatch((batch) => batch.reason);
  const signing = useTask();
  const wanted = entriesToSign(entries);
  const mark = useBatch((batch) => batch.mark);
  const sign = async () => {
    const key = keys.key ?? (await keys.chooseFile());
    if (!key) return;
    await signing.run(async () => {
      const look = mark === null ? null : await readSignatureLook();
      const text = recordText('dok.sign.text', { name: '{name}' });
      const task = { keyId: key.keyId, reason: reason.trim() || (look?.reason ?? ''), text, look };
      return key.kind === 'remote' ? signBatchRemotely(task) : signBatch(task);
    });
  };
  if (phase === 'signing' || phase === 'ending') return <BatchProgress entries={entries} phase={phase} />;
  if (phase === 'done') return <BatchResult entries={entries} />;
  const looked = entries.filter(({ state }) => state !== 'listed' && state !== 'checking').length;
  const isLooking = looked < entries.length;
  const isBusy = phase === 'confirming';
  return (
    <Section title={t('batch.sign')}>
      {isLooking && (
        <Progress
          label={t('batch.checking')}
          done={looked}
          total={entries.length}
          amounts={t('batch.checked', { n: looked, total: entries.length })}
        />
      )}
      <Facts rows={[[t(keyLabel(keys.key)), <KeyChoice key="key" keys={keys} isBusy={isBusy} />]]} />
      <KeyMeaning chosen={keys.key} />
      <MarkChoice entries={entries} isBusy={isBusy} />
      <TextField label={t('batch.reason')} value={reason} onChange={setReason} disabled={isBusy} />
      <div className="row">
        <Button look="go" isDisabled={isBusy || isLooking || wanted.length === 0} onPress={() => void sign()}>
          {t('batch.go', { n: wanted.length })}
        </Button>
        <Button isDisabled={isBusy} onPress={goBack}>
          {t('cancel')}
        </Button>
      </div>
      <p role="status">{isBusy && t('batch.confirm')}</p>
      <ErrorNote error={signing.error ?? keys.error} />
    </Section>
  );
}

const setReason = (reason: string) => useBatch.setState({ reason });

/** What came of it, in numbers; the list says it for each. */
function BatchResult({ entries }: { readonly entries: readonly BatchEntry[] }) {
  const { t } = useTexts();
  const count = (wanted: BatchEntry['state']) => entries.filter(({ state }) => state === wanted).length;
  const [signed, refused, left] = [count('signed'), count('refused'), count('left')];
  const rest = entries.length - signed;
  const finish = () => {
    showNotice({ text: ({ t }) => t('batch.done', { n: signed }), isUnsent: true });
    goBack();
  };
  return (
    <Section title={t('batch.done', { n: signed })}>
      <div className={refused + left > 0 ? 'note warn' : 'note ok'} role="status">
        <p>{t('batch.result', { signed, refused, left })}</p>
        <p>{t('batch.resultWhole')}</p>
      </div>
      <div className="row">
        <Button look="go" autoFocus onPress={finish}>
          {t('batch.finish')}
        </Button>
        {rest > 0 && <Button onPress={() => void listRest()}>{t('batch.rest', { n: rest })}</Button>}
      </div>
    </Section>
  );
}
