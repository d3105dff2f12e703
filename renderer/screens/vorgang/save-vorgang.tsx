import { useState } from 'react';
import { saveAkte } from '../../actions/save-akte.ts';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import { Button } from '../../ui/button.tsx';
import { SaveAkteDialog } from '../../ui/save-akte-dialog.tsx';
import { useTexts } from '../../ui/use-texts.ts';

/** All Dokumente of a Vorgang as one PDF. */
export function SaveVorgang({ detail }: { readonly detail: VorgangDetail }) {
  const { t, error, date, dateTime } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const { dokumente, akte, vorgang } = detail;
  const titel = String(vorgang.felder.titel ?? '');
  const zeichen = String(vorgang.felder.geschaeftszeichen ?? '');
  const rows = dokumente.map((zeile) => ({
    zeile,
    angaben: [zeile.absender, date(zeile.eingangsdatum), `Fassung ${zeile.fassung}`].filter(Boolean).join(' · '),
  }));
  return (
    <>
      <Button isDisabled={dokumente.length === 0} onPress={() => setOpen(true)}>
        {t('sammlung.save')}
      </Button>
      {isOpen && (
        <SaveAkteDialog
          titel={titel}
          count={dokumente.length}
          sizeBytes={dokumente.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)}
          notHere={dokumente.filter(({ here }) => !here).length}
          onSave={(signal, onRead) =>
            saveAkte({
              rows,
              titel,
              angaben: [
                `Geschäftszeichen ${zeichen}`,
                `Akte ${akte.aktenzeichen} ${akte.titel}`,
                `Federführung ${akte.federfuehrung}`,
                `Stand ${dateTime(new Date().toISOString())}`,
              ],
              fileName: `${zeichen.replace(/[^\p{L}\p{N}._-]/gu, ' ').trim() || 'Vorgang'}.pdf`,
              signal,
              why: error,
              onRead,
            })
          }
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
