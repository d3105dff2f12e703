import { type FormEvent, useId, useState } from 'react';
import { isTag } from '../shared/frist/tag.ts';
import { editVorgaenge } from './actions/edit-vorgaenge.ts';
import type { Name } from './replica-api/person-name.ts';
import { showNotice } from './state/notice.ts';
import { Button } from './ui/button.tsx';
import { DateField } from './ui/date-field.tsx';
import { Dialog } from './ui/dialog.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { SelectField } from './ui/field.tsx';
import { useTask } from './ui/use-task.ts';
import { useTexts } from './ui/use-texts.ts';

/** A Vorgang that an act on several is about; `rev` = the revision that its row showed. */
export interface ChosenVorgang {
  readonly id: string;
  readonly rev: number;
  readonly titel: string;
  readonly zeichen: string;
}

interface BatchProps {
  readonly vorgaenge: readonly ChosenVorgang[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks for the day on which some Vorgaenge shall reappear. */
export function WiedervorlageDialog({ vorgaenge, onDone, onClose }: BatchProps) {
  const { t } = useTexts();
  const task = useTask();
  const formId = useId();
  const [tag, setTag] = useState('');
  const n = vorgaenge.length;
  const go = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await task.run(async () => setWiedervorlage(vorgaenge, tag)))) return;
    onDone();
  };
  return (
    <Dialog
      title={t('vorrat.wv.title', { n })}
      onClose={onClose}
      actions={
        <>
          <Button look="go" type="submit" form={formId} isDisabled={!isTag(tag) || task.isRunning}>
            {t('vorrat.wv.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={(event) => void go(event)}>
        <p>{t('vorrat.wv.text')}</p>
        <DateField label={t('vorrat.wv.day')} value={tag} onChange={setTag} autoFocus />
        <Titles vorgaenge={vorgaenge} />
        <ErrorNote error={task.error} />
      </form>
    </Dialog>
  );
}

interface HandOnProps extends BatchProps {
  readonly kollegen: readonly Name[];
  /** Day on which Vorgaenge without one shall be brought up to whoever goes on; null: they have one. */
  readonly wiedervorlage?: string | null;
}

/** Asks who goes on with some Vorgaenge. */
export function HandOnDialog({ vorgaenge, kollegen, wiedervorlage = null, onDone, onClose }: HandOnProps) {
  const { t } = useTexts();
  const task = useTask();
  const formId = useId();
  const [chosen, setChosen] = useState('');
  const to = kollegen.find(({ id }) => id === chosen);
  const n = vorgaenge.length;
  const go = async (event: FormEvent) => {
    event.preventDefault();
    if (!to || !(await task.run(async () => handOn(vorgaenge, to, wiedervorlage)))) return;
    onDone();
  };
  return (
    <Dialog
      title={t('vorrat.ho.title', { n })}
      onClose={onClose}
      actions={
        <>
          <Button look="go" type="submit" form={formId} isDisabled={!to || task.isRunning}>
            {t('vorrat.ho.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={(event) => void go(event)}>
        <p>
          {t('vorrat.ho.text', { n })} {wiedervorlage !== null && t('vorrat.ho.day')}
        </p>
        <SelectField
          label={t('vorrat.ho.to')}
          value={chosen}
          onChange={setChosen}
          autoFocus
          options={[
            { value: '', label: t('quelle.choose') },
            ...kollegen.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Titles vorgaenge={vorgaenge} />
        <ErrorNote error={task.error} />
      </form>
    </Dialog>
  );
}

/** What it happens to, so that nobody acts on more than she thinks. */
function Titles({ vorgaenge }: Pick<BatchProps, 'vorgaenge'>) {
  return (
    <ul className="batch-titles">
      {vorgaenge.map(({ id, titel, zeichen }) => (
        <li key={id}>
          {titel} <small>{zeichen}</small>
        </li>
      ))}
    </ul>
  );
}

async function setWiedervorlage(vorgaenge: readonly ChosenVorgang[], tag: string): Promise<void> {
  const undo = await editVorgaenge(vorgaenge, { wiedervorlage: tag });
  const n = vorgaenge.length;
  showNotice({ text: ({ t }) => t('vorrat.wv.set', { n }), isUnsent: true, undo });
}

async function handOn(vorgaenge: readonly ChosenVorgang[], to: Name, wiedervorlage: string | null): Promise<void> {
  const day = wiedervorlage === null ? {} : { wiedervorlage };
  const undo = await editVorgaenge(vorgaenge, { bearbeitung: to.id, ...day });
  const n = vorgaenge.length;
  showNotice({
    text: ({ t }) => t('vorrat.ho.given', { n, name: to.name }),
    isUnsent: true,
    undo,
  });
}
