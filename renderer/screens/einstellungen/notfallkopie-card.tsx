import { useState } from 'react';
import { writeNotfallkopie } from '../../actions/write-notfallkopie.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** An encrypted copy of everything unsent at a second place. */
export function NotfallkopieCard() {
  const { t, size, dateTime } = useTexts();
  const [written, setWritten] = useState<Awaited<ReturnType<typeof writeNotfallkopie>>>(null);
  const task = useTask();
  return (
    <section className="card">
      <h2>{t('settings.notfallkopie')}</h2>
      <p>{t('settings.notfallkopie.why')}</p>
      <ErrorNote error={task.error} />
      {task.isRunning && <Progress label={t('settings.notfallkopie.working')} done={0} total={0} amounts="" />}
      <p role="status" className={written ? 'note ok' : 'visually-hidden'}>
        {written &&
          t('settings.notfallkopie.done', {
            n: written.files,
            size: size(written.sizeBytes),
            time: dateTime(written.time),
          })}
      </p>
      <div className="row">
        <Button
          isDisabled={task.isRunning}
          onPress={() => void task.run(async () => setWritten(await writeNotfallkopie()))}
        >
          {t('settings.notfallkopie.go')}
        </Button>
      </div>
    </section>
  );
}
