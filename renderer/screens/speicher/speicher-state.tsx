import { checkStore, endCheck, forgetLeft, freeSpace, pausePacking } from '../../actions/keep-store.ts';
import type { Speicher } from '../../replica-api/store-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface SpeicherStateProps {
  readonly speicher: Speicher;
  readonly onPackOwn: () => void;
}

/** Room, loading, checking, and what happened by itself, above the list. */
export function SpeicherState({ speicher, onPackOwn }: SpeicherStateProps) {
  const { t, size } = useTexts();
  const task = useTask();
  const { check, paused, missingBytes, otherBytes } = speicher;
  const free = async () => {
    const bytes = await freeSpace();
    showNotice({ text: ({ t, size }) => t('speicher.freed', { size: size(bytes) }) });
  };
  return (
    <div>
      <div className="tools">
        {!speicher.hasVorrat && <Button onPress={onPackOwn}>{t('pack.own')} …</Button>}
        {check.isRunning ? (
          <Button onPress={() => void endCheck()}>{t('speicher.check.end')}</Button>
        ) : (
          <Button onPress={() => void task.run(checkStore)}>{t('speicher.check')}</Button>
        )}
        {paused === null
          ? missingBytes > 0 && (
              <Button onPress={() => void task.run(() => pausePacking(true))}>{t('speicher.pause')}</Button>
            )
          : null}
        {paused !== null && (
          <Button look="go" onPress={() => void task.run(() => pausePacking(false))}>
            {t('speicher.resume')}
          </Button>
        )}
        {otherBytes > 0 && (
          <Button onPress={() => void task.run(free)}>{t('speicher.free', { size: size(otherBytes) })}</Button>
        )}
        <span className="gap" />
        <small>
          {[
            t('speicher.total', { size: size(speicher.hereBytes) }),
            speicher.freeBytes === null ? '' : t('pack.free', { size: size(speicher.freeBytes) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
      <ErrorNote error={task.error} />
      <Happened speicher={speicher} />
    </div>
  );
}

/** What goes on and what happened by itself; nothing when there is nothing to say. */
function Happened({ speicher }: { readonly speicher: Speicher }) {
  const { t, size, dateTime } = useTexts();
  const { check, paused, left, repair, missingBytes } = speicher;
  const isRepaired = repair !== null && repair.doneAt !== null;
  const ended = check.endedAt !== null && !check.isRunning;
  if (!check.isRunning && !ended && paused === null && left.length === 0 && !repair && missingBytes === 0) return null;
  return (
    <div className="sec" role="status">
      {paused === 'person' && <p>{t('speicher.paused', { size: size(missingBytes) })}</p>}
      {paused === 'disk-full' && <p>{t('speicher.full', { size: size(missingBytes) })}</p>}
      {paused === null && missingBytes > 0 && <p>{t('speicher.loading', { size: size(missingBytes) })}</p>}
      {check.isRunning && (
        <Progress
          label={t('speicher.check.running')}
          done={check.doneBytes}
          total={check.totalBytes}
          amounts={t('akten.amounts', { done: size(check.doneBytes), total: size(check.totalBytes) })}
        />
      )}
      {ended && (
        <p>
          {check.damaged === 0
            ? t('speicher.check.whole', { at: dateTime(check.endedAt) })
            : t('speicher.check.damaged', { n: check.damaged })}
        </p>
      )}
      {repair && (
        <p>
          {repair.doneAt === null
            ? t('speicher.repair.open', { at: dateTime(repair.foundAt) })
            : t('speicher.repair.done', { at: dateTime(repair.doneAt) })}
        </p>
      )}
      {left.length > 0 && (
        <>
          <p>{t('speicher.left')}</p>
          <ul className="plain-list">
            {left.map(({ titel, why, at }) => (
              <li key={`${titel} ${at}`}>
                <span>{titel}</span>
                <span>{t(`speicher.left.${why}`)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {(left.length > 0 || isRepaired) && (
        <div className="row">
          <Button onPress={() => void forgetLeft()}>{t('speicher.left.read')}</Button>
        </div>
      )}
    </div>
  );
}
