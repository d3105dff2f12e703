import { useState } from 'react';
import { startGang } from '../../actions/start-gang.ts';
import type { Geschaeftsgang, NeuerSchritt } from '../../replica-api/gang-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/check-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { NewSchrittFields, type SchrittEntwurf } from './new-schritt-fields.tsx';

/** A person of the list, asked together with the one before or after her. */
type Zeile = SchrittEntwurf & { readonly isBeside: boolean };

const first: Zeile = { an: '', verfuegung: 'zurMitzeichnung', text: '', isBeside: false };

/** Puts together who signs, in which order, and asks them. */
export function StartGangDialog({ gang, onClose }: { readonly gang: Geschaeftsgang; readonly onClose: () => void }) {
  const { t } = useTexts();
  const task = useTask();
  const [zeilen, setZeilen] = useState<readonly Zeile[]>([first]);
  const { personen, dokument, fassung } = gang;
  const isWhole = zeilen.every(({ an }) => an !== '');
  const go = async () => {
    if (!(await task.run(() => startGang(dokument, numbered(zeilen))))) return;
    showNotice({ text: ({ t }) => t('gang.start.done'), isUnsent: true });
    onClose();
  };
  return (
    <Dialog
      title={t('gang.start.title')}
      onClose={onClose}
      actions={
        <>
          <Button look="go" isDisabled={task.isRunning || !isWhole} onPress={() => void go()}>
            {t('gang.start.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{t(personen.length > 0 ? 'gang.start.text' : 'gang.nobody', { n: fassung?.nummer ?? 1 })}</p>
        {zeilen.map((zeile, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added and removed at the end
          <fieldset key={index} className="gang-person">
            <legend>{t('gang.start.row', { n: index + 1 })}</legend>
            <NewSchrittFields
              personen={personen}
              value={zeile}
              onChange={(value) => setZeilen(zeilen.with(index, { ...zeile, ...value }))}
            />
            {index > 0 && (
              <CheckField
                label={t('gang.start.same')}
                isChecked={zeile.isBeside}
                onChange={(isBeside) => setZeilen(zeilen.with(index, { ...zeile, isBeside }))}
              />
            )}
          </fieldset>
        ))}
        <div className="row">
          <Button onPress={() => setZeilen([...zeilen, first])}>{t('gang.start.more')}</Button>
          {zeilen.length > 1 && <Button onPress={() => setZeilen(zeilen.slice(0, -1))}>{t('gang.start.less')}</Button>}
        </div>
        {personen.length > 0 && !isWhole && <small role="status">{t('gang.start.missing')}</small>}
        <ErrorNote error={task.error} />
      </div>
    </Dialog>
  );
}

/** Who is asked together has one number. */
function numbered(zeilen: readonly Zeile[]): NeuerSchritt[] {
  let nummer = 0;
  return zeilen.map(({ isBeside, text, ...zeile }, index) => {
    if (index === 0 || !isBeside) nummer += 1;
    return { ...zeile, text: text.trim(), nummer };
  });
}
