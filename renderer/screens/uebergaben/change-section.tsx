import { savePackageFile } from '../../actions/hand-over.ts';
import type { UebergabeInhalt } from '../../replica-api/handover-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/panel.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { comparedRows, setRows } from './package-words.ts';

/** One change of a package: what was written or set, and the file that came with it. */
export function ChangeSection({ uebergabe, change }: { readonly uebergabe: string; readonly change: UebergabeInhalt }) {
  const texts = useTexts();
  const { t, size } = texts;
  const task = useTask();
  const { datei } = change;
  const save = async (file: NonNullable<typeof datei>) => {
    let saved = false;
    await task.run(async () => {
      saved = await savePackageFile(uebergabe, file);
    });
    if (saved) showNotice({ text: ({ t }) => t('uebergabe.fileSaved', { name: file.name }) });
  };
  return (
    <Section title={wordFor(texts, 'was', change.was)}>
      <p>{[change.zeichen, change.titel].filter(Boolean).join(' ')}</p>
      {change.text && <p className="written">{change.text}</p>}
      <Facts rows={[...comparedRows(change, texts), ...setRows(change, texts)]} />
      {datei && (
        <div className="row">
          <span>
            {datei.name} ({size(datei.sizeBytes)})
          </span>
          <Button isDisabled={task.isRunning} onPress={() => void save(datei)}>
            {t('uebergabe.saveFile')}
          </Button>
        </div>
      )}
      <small>{texts.dateTime(change.zeit)}</small>
      <ErrorNote error={task.error} />
    </Section>
  );
}
