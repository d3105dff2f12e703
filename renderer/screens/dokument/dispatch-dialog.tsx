import { useState } from 'react';
import { isTag } from '../../../shared/frist/tag.ts';
import { type Versandweg, versandwege } from '../../../shared/postausgang.ts';
import { dispatchDokument } from '../../actions/dispatch-dokument.ts';
import type { DokumentDetail } from '../../replica-api/detail-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

/**
 * The Ab-Vermerk: how, when and to whom the leading Version left. Nothing is sent by it. A newer Version that arrives meanwhile
 * is not the one that she holds in her hand.
 */
export function DispatchDialog({ detail, onClose }: { readonly detail: DokumentDetail; readonly onClose: () => void }) {
  const { t } = useTexts();
  const { zeile, dokument } = detail;
  const [version] = useState(detail.versionen.find(({ leading }) => leading));
  const [weg, setWeg] = useState<Versandweg>('post');
  const [abVermerk, setAbVermerk] = useState('');
  const [empfaenger, setEmpfaenger] = useState('');
  const [nachweis, setNachweis] = useState('');
  const task = useTask();
  const names = empfaenger.split('\n').filter((one) => one.trim() !== '');
  // Offered, never preset: a wrong addressee would be noted unseen.
  const beteiligte = useQuery('vorgang', { id: detail.vorgang?.id ?? '' })?.vorgang.felder.beteiligte;
  const offered = Array.isArray(beteiligte) ? beteiligte.map(String).slice(0, 6) : [];
  const add = (name: string) => names.includes(name) || setEmpfaenger([...names, name].join('\n'));
  const save = async () => {
    const entry = {
      dokument: dokument.id,
      versionSha: version?.sha ?? '',
      weg,
      abVermerk,
      zugang: null,
      empfaenger: names,
      nachweis,
    };
    if (!(await task.run(() => dispatchDokument(entry)))) return;
    showNotice({ text: ({ t }) => t('versand.done', { titel: zeile.titel }), isUnsent: true });
    onClose();
  };
  return (
    <Dialog
      title={t('versand.ask.title', { n: version?.nummer ?? 0 })}
      onClose={onClose}
      actions={
        <>
          <Button
            look="go"
            isDisabled={!isTag(abVermerk) || names.length === 0 || task.isRunning}
            onPress={() => void save()}
          >
            {t('versand.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="muted">{t('versand.hint')}</p>
      <SelectField
        label={t('versand.weg')}
        value={weg}
        onChange={(value) => setWeg(versandwege.find((one) => one === value) ?? 'post')}
        options={versandwege.map((value) => ({ value, label: t(`frist.kanal.${value}`) }))}
      />
      <DateField label={t('versand.abVermerk')} value={abVermerk} onChange={setAbVermerk} autoFocus />
      <TextArea label={t('versand.empfaenger')} value={empfaenger} onChange={setEmpfaenger} rows={3} />
      {offered.length > 0 && (
        <div className="row">
          {offered.map((name) => (
            <Button key={name} look="quiet" onPress={() => add(name)}>
              {t('versand.add', { name })}
            </Button>
          ))}
        </div>
      )}
      <TextField label={t('versand.nachweis')} value={nachweis} onChange={setNachweis} />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
