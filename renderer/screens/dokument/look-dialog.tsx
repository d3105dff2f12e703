import { useEffect, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { type SignatureLook, saveSignatureLook, takePicture } from '../../actions/signature-look.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/check-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface LookDialogProps {
  readonly look: SignatureLook;
  readonly onSaved: (look: SignatureLook) => void;
  readonly onClose: () => void;
}

/** What a visible signature says and shows beside the name; remembered until it is changed. */
export function LookDialog({ look, onSaved, onClose }: LookDialogProps) {
  const { t } = useTexts();
  const [draft, setDraft] = useState(look);
  const task = useTask();
  const change = (part: Partial<SignatureLook>) => setDraft((before) => ({ ...before, ...part }));
  const save = () =>
    task.run(async () => {
      const whole = { ...draft, reason: draft.reason.trim(), location: draft.location.trim() };
      await saveSignatureLook(whole);
      onSaved(whole);
      onClose();
    });
  const actions = (
    <>
      <Button look="go" isDisabled={task.isRunning} onPress={() => void save()}>
        {t('look.save')}
      </Button>
      <Button onPress={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog title={t('look.title')} onClose={onClose} actions={actions}>
      <div className="stack">
        <p className="muted">{t('look.why')}</p>
        <TextField
          label={t('look.reason')}
          hint={t('look.reasonHint')}
          value={draft.reason}
          onChange={(reason) => change({ reason: reason.slice(0, 300) })}
          autoFocus
          spellCheck
        />
        <TextField
          label={t('look.location')}
          value={draft.location}
          onChange={(location) => change({ location: location.slice(0, 200) })}
        />
        <CheckField
          label={t('look.date')}
          isChecked={draft.lines.includes('date')}
          onChange={(isOn) => {
            const others = draft.lines.filter((line) => line !== 'date');
            change({ lines: isOn ? [...others, 'date'] : others });
          }}
        />
        <PictureField
          image={draft.image}
          onTake={(file) => void task.run(async () => change({ image: await takePicture(file) }))}
          onRemove={() => change({ image: null })}
        />
        <ErrorNote error={task.error} />
      </div>
    </Dialog>
  );
}

interface PictureFieldProps {
  readonly image: Uint8Array | null;
  readonly onTake: (file: File) => void;
  readonly onRemove: () => void;
}

/** The picture as the signature will show it, on white paper. */
function PictureField({ image, onTake, onRemove }: PictureFieldProps) {
  const { t } = useTexts();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (image === null) return setUrl(null);
    const made = URL.createObjectURL(new Blob([image as Uint8Array<ArrayBuffer>]));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [image]);
  return (
    <fieldset className="field">
      <legend>{t('look.picture')}</legend>
      {url && <img className="look-picture" src={url} alt={t('look.pictureNow')} />}
      <div className="row">
        <FileTrigger
          acceptedFileTypes={['image/png', 'image/jpeg']}
          onSelect={(files) => {
            const [file] = files ?? [];
            if (file) onTake(file);
          }}
        >
          <Button>{t(url ? 'look.otherPicture' : 'look.choosePicture')}</Button>
        </FileTrigger>
        {url && (
          <Button look="quiet" onPress={onRemove}>
            {t('look.remove')}
          </Button>
        )}
      </div>
      <small className="hint">{t('look.pictureHint')}</small>
    </fieldset>
  );
}
