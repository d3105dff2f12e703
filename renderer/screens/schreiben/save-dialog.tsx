import { useState } from 'react';
import { saveSchreiben } from '../../actions/save-schreiben.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import type { SchreibenDraft } from './schreiben-draft.ts';

interface SaveDialogProps {
  readonly vorgang: string;
  readonly draft: SchreibenDraft;
  /** The Dokument that it answers; null: none. */
  readonly antwortAuf: string | null;
  readonly onSaved: (dokument: string) => void;
  readonly onClose: () => void;
}

/** What the new Dokument is called and what it is; a Vorgangstyp finds its papers by the latter. */
export function SaveDialog({ vorgang, draft, antwortAuf, onSaved, onClose }: SaveDialogProps) {
  const { t } = useTexts();
  const [titel, setTitel] = useState(draft.schreiben.betreff);
  const [dokumenttyp, setDokumenttyp] = useState(draft.dokumenttyp);
  const answered = useQuery('dokument', { id: antwortAuf ?? '' });
  const task = useTask();
  const save = () =>
    task.run(async () => {
      const { schreiben } = draft;
      const { dokument } = await saveSchreiben({
        vorgang,
        titel: titel.trim(),
        dokumenttyp: dokumenttyp.trim(),
        schreiben,
        antwortAuf,
      });
      showNotice({ text: ({ t }) => t('schreiben.saved'), isUnsent: true });
      onSaved(dokument);
    });
  return (
    <Dialog title={t('schreiben.save.title')} onClose={onClose} actions={null}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (titel.trim() !== '') void save();
        }}
      >
        <p className="hint">{t('schreiben.save.hint')}</p>
        {answered && <p>{t('verweise.answers', { titel: answered.zeile.titel })}</p>}
        <TextField
          label={t('feld.titel')}
          value={titel}
          onChange={(value) => setTitel(value.slice(0, 500))}
          autoFocus
        />
        <TextField
          label={t('feld.dokumenttyp')}
          value={dokumenttyp}
          onChange={(value) => setDokumenttyp(value.slice(0, 200))}
        />
        <ErrorNote error={task.error} />
        <div className="row end">
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="go" type="submit" isDisabled={titel.trim() === '' || task.isRunning}>
            {t('schreiben.save.go')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
