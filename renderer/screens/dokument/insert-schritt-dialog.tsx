import { useState } from 'react';
import { addBeside, insertSchritt } from '../../actions/insert-schritt.ts';
import type { Geschaeftsgang } from '../../replica-api/gang-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { NewSchrittFields, type SchrittEntwurf } from './new-schritt-fields.tsx';

const empty: SchrittEntwurf = { an: '', verfuegung: 'zurMitzeichnung', text: '' };

/** Puts one more step in, behind or beside one that is not done. */
export function InsertSchrittDialog({
  gang,
  onClose,
}: {
  readonly gang: Geschaeftsgang;
  readonly onClose: () => void;
}) {
  const { t } = useTexts();
  const task = useTask();
  const [entwurf, setEntwurf] = useState(empty);
  const places = placesIn(gang);
  const [chosen, setChosen] = useState<string | null>(null);
  const place = places.find(({ value }) => value === chosen) ?? places.at(-1)!;
  const go = async () => {
    const { shifts, nummer } = place;
    const schritt = { ...entwurf, text: entwurf.text.trim(), nummer };
    const put = shifts ? insertSchritt : addBeside;
    if (!(await task.run(() => put(gang.dokument, schritt)))) return;
    showNotice({ text: ({ t }) => t('gang.insert.done'), isUnsent: true });
    onClose();
  };
  const words = { after: 'gang.insert.after', beside: 'gang.insert.beside' } as const;
  return (
    <Dialog
      title={t('gang.insert.title')}
      onClose={onClose}
      actions={
        <>
          <Button look="go" isDisabled={task.isRunning || entwurf.an === ''} onPress={() => void go()}>
            {t('gang.insert.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        {gang.personen.length === 0 && <p>{t('gang.nobody')}</p>}
        <NewSchrittFields personen={gang.personen} value={entwurf} onChange={setEntwurf} />
        <SelectField
          label={t('gang.insert.where')}
          value={place.value}
          onChange={setChosen}
          options={places.map(({ value, word, n }) => ({ value, label: t(words[word], { n }) }))}
        />
        <ErrorNote error={task.error} />
      </div>
    </Dialog>
  );
}

/** Beside or behind every step that is not done, and behind the last one. */
function placesIn({ schritte, nextNummer }: Geschaeftsgang) {
  const open = [
    ...new Set(schritte.flatMap(({ status, nummer }) => (status === '001' || status === '002' ? [nummer] : []))),
  ];
  const last = nextNummer - 1;
  const beside = (n: number) => ({ value: `${n}`, word: 'beside', n, nummer: n, shifts: false }) as const;
  const after = (n: number) => ({ value: `>${n}`, word: 'after', n, nummer: n + 1, shifts: true }) as const;
  return [...open.flatMap((n) => (n === last ? [beside(n)] : [beside(n), after(n)])), after(last)];
}
