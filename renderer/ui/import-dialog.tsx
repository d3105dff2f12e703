import { type FormEvent, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { withoutEnding } from '../../shared/accepted-endings.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { isTag } from '../../shared/frist/tag.ts';
import { Button } from './button.tsx';
import { DateField } from './date-field.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';
import { SelectField, TextField } from './field.tsx';
import { Progress } from './progress.tsx';
import { useTask } from './use-task.ts';
import { useTexts } from './use-texts.ts';

interface ImportFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** Signatures that come with it. */
  readonly signatures: readonly { readonly name: string }[];
  /** Of a scan that came as TIFF: the name of its file. */
  readonly tiff?: string;
  /** Of an e-mail: what it says of itself, and what becomes its Anlagen. */
  readonly letter?: { readonly subject: string; readonly from: string; readonly anlagen: readonly string[] };
}
interface Receipt {
  readonly eingangsdatum: string;
  readonly eingangsquelle: string;
  readonly eingangskanal: string;
  readonly absender: string;
}
interface ImportDialogProps<File extends ImportFile> {
  readonly files: readonly File[];
  /** What was picked and cannot be taken in. */
  readonly refused: readonly { readonly name: string; readonly code: ErrorCode }[];
  readonly onImport: (file: File, titel: string, eingang: Receipt) => Promise<unknown>;
  readonly onDone: (count: number) => void;
  readonly onClose: () => void;
}

const channels = ['post', 'email', 'portal', 'fax', 'persoenlich'] as const;
const sources = ['stempel', 'email', 'portal', 'person'] as const;

/** Asks when, how and from whom picked files reached the authority, then takes them in one by one. */
export function ImportDialog<File extends ImportFile>(props: ImportDialogProps<File>) {
  const { files, refused, onImport, onDone, onClose } = props;
  const { t, size } = useTexts();
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const [source, setSource] = useState('');
  const [channel, setChannel] = useState<string>(files.every(({ letter }) => letter) ? 'email' : 'post');
  const [sender, setSender] = useState(() => onlySender(files));
  const [titles, setTitles] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(files.map((file) => [file.id, file.letter?.subject || withoutEnding(file.name)])),
  );
  const [showsMissing, setShowsMissing] = useState(false);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const task = useTask();
  const formId = useId();
  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!isTag(date) || !isTime(time) || !source) {
      flushSync(() => setShowsMissing(true));
      form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    const eingang = {
      eingangsdatum: withOffset(`${date}T${(time || '00:00').padStart(5, '0')}`),
      eingangsquelle: source,
      eingangskanal: channel,
      absender: sender,
    };
    const done = new Set(taken);
    const isComplete = await task.run(async () => {
      for (const file of files) {
        if (done.has(file.id)) continue;
        await onImport(file, titles[file.id]?.trim() || file.name, eingang);
        done.add(file.id);
        setTaken(new Set(done));
      }
    });
    if (!isComplete) return;
    onDone(done.size);
    onClose();
  };
  const comesWith = ({ signatures, letter, tiff }: File) => {
    if (signatures.length > 0)
      return t('import.with', { n: signatures.length, names: signatures.map(({ name }) => name).join(', ') });
    if (tiff) return t('import.tiff', { name: tiff });
    const names = letter?.anlagen ?? [];
    return names.length > 0 ? t('import.anlagen', { n: names.length, names: names.join(', ') }) : undefined;
  };
  return (
    <Dialog
      title={files.length > 0 ? t('import.title', { n: files.length }) : t('import.none')}
      onClose={onClose}
      wide
      actions={
        <>
          {files.length > 0 && (
            <Button look="go" type="submit" form={formId} isDisabled={task.isRunning}>
              {t('import.go')}
            </Button>
          )}
          <Button isDisabled={task.isRunning} onPress={onClose}>
            {t(files.length > 0 ? 'cancel' : 'close')}
          </Button>
        </>
      }
    >
      <Refused files={refused} />
      <form id={formId} className="stack" onSubmit={(event) => void submit(event)} noValidate>
        {files.length > 0 && (
          <>
            <p className="muted">{t('import.why')}</p>
            <div className="form-grid flush">
              <DateField
                label={t('import.date')}
                value={date}
                onChange={setDate}
                autoFocus
                error={showsMissing && !isTag(date) ? t('import.needDate') : undefined}
              />
              <TextField
                label={t('import.time')}
                hint={t('import.timeHint')}
                value={time}
                onChange={setTime}
                error={showsMissing && !isTime(time) ? t('import.badTime') : undefined}
              />
              <SelectField
                label={t('import.source')}
                value={source}
                onChange={setSource}
                error={showsMissing && !source ? t('import.needSource') : undefined}
                options={[
                  { value: '', label: t('quelle.choose') },
                  ...sources.map((value) => ({ value, label: t(`quelle.${value}`) })),
                ]}
              />
              <SelectField
                label={t('import.channel')}
                value={channel}
                onChange={setChannel}
                options={channels.map((value) => ({ value, label: t(`kanal.${value}`) }))}
              />
              <TextField label={t('import.sender')} value={sender} onChange={setSender} />
            </div>
          </>
        )}
        {files.map((file) => (
          <TextField
            key={file.id}
            label={t('import.docTitle', { name: `${file.name} (${size(file.sizeBytes)})` })}
            hint={comesWith(file)}
            value={titles[file.id] ?? ''}
            disabled={taken.has(file.id)}
            onChange={(value) => setTitles({ ...titles, [file.id]: value })}
          />
        ))}
      </form>
      {task.isRunning && (
        <Progress
          label={t('import.progress')}
          done={taken.size}
          total={files.length}
          amounts={t('import.amounts', { done: taken.size, total: files.length, size: size(totalBytes) })}
        />
      )}
      <ErrorNote error={task.error} />
    </Dialog>
  );
}

/** What stays outside, and why. */
function Refused({ files }: { readonly files: ImportDialogProps<ImportFile>['refused'] }) {
  const { t, error } = useTexts();
  if (files.length === 0) return null;
  return (
    <div className="note bad" role="alert">
      <p>{t('import.refused')}</p>
      <ul>
        {files.map(({ name, code }) => (
          <li key={name}>
            <strong>{name}</strong>: {error(code)} <small>{t('error.code', { code })}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Whom all of them come from, if they say so and it is one. */
function onlySender(files: readonly ImportFile[]): string {
  const senders = new Set(files.map(({ letter }) => letter?.from ?? ''));
  const [sender = ''] = senders;
  return senders.size === 1 ? sender : '';
}

/** `7:31`, `07:31` or nothing. */
function isTime(text: string): boolean {
  return text === '' || /^([01]?\d|2[0-3]):[0-5]\d$/.test(text);
}

/** A local `2026-11-20T07:31` as ISO 8601 with the offset that was valid then. */
function withOffset(local: string): string {
  const minutes = -new Date(local).getTimezoneOffset();
  const two = (n: number) => String(n).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return `${local.length === 16 ? `${local}:00` : local}${offset}`;
}
