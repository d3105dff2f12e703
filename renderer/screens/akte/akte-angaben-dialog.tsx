import { useState } from 'react';
import { ReopenDialog } from '../../reopen-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { CloseButton, Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { historyText } from '../../ui/history-text.ts';
import { Loading } from '../../ui/loading.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { useQuery } from '../../use-query.ts';
import { AkteForm } from './akte-form.tsx';
import { CloseAkteDialog } from './close-akte-dialog.tsx';

/** What an Akte says of itself, its history, closing and reopening it. */
export function AkteAngabenDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const texts = useTexts();
  const { t } = texts;
  const detail = useQuery('akteAngaben', { id });
  const profil = useQuery('profil', {});
  const [next, setNext] = useState<'close' | 'reopen' | null>(null);
  if (!detail || !profil) return <Loading />;
  const { zeile, akte } = detail;
  const isClosed = akte.felder.status === 'zdA';
  if (next === 'close') return <CloseAkteDialog zeile={zeile} onClose={() => setNext(null)} />;
  if (next === 'reopen') return <ReopenDialog art="akte" id={id} titel={zeile.titel} onClose={() => setNext(null)} />;
  return (
    <Dialog
      title={t('akte.angaben.title', { zeichen: zeile.aktenzeichen })}
      onClose={onClose}
      actions={
        <>
          {!isClosed && <Button onPress={() => setNext('close')}>{t('akte.schliessen')}</Button>}
          {isClosed && profil.darfOeffnen && <Button onPress={() => setNext('reopen')}>{t('oeffnen')}</Button>}
          <CloseButton />
        </>
      }
    >
      {isClosed && <p className="note">{t('akte.geschlossen')}</p>}
      <AkteForm detail={detail} stufen={profil.stufen} />
      <Facts
        rows={[
          [t('feld.aktenplaneinheit'), detail.plan],
          [t('feld.status'), wordFor(texts, 'status', zeile.status)],
          [t('zeichen.frueher'), zeile.fruehereZeichen.join(', ')],
        ]}
      />
      <h3>{t('vorgang.verlauf')}</h3>
      {detail.verlauf.length === 0 && <small>{t('vorgang.noHistory')}</small>}
      <ol className="history">
        {detail.verlauf.map((eintrag) => (
          <li key={eintrag.id}>
            <small title={texts.zone(eintrag.zeit)}>
              {texts.dateTime(eintrag.zeit)} · {eintrag.von}
            </small>
            <span className="row">
              <strong>{wordFor(texts, 'was', eintrag.was)}</strong>
              {eintrag.unsent && <Tag>{t('wort.unsent')}</Tag>}
            </span>
            {historyText(eintrag, texts) && <p>{historyText(eintrag, texts)}</p>}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
