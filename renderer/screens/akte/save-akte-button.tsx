import { useState } from 'react';
import { type FiledDokument, listAkte } from '../../actions/list-akte.ts';
import { saveAkte } from '../../actions/save-akte.ts';
import type { AkteZeile } from '../../replica-api/akte-rows.ts';
import { Button } from '../../ui/button.tsx';
import { SaveAkteDialog } from '../../ui/save-akte-dialog.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** The whole Akte as one PDF. */
export function SaveAkteButton({ akte }: { readonly akte: AkteZeile }) {
  const { t, error, date, dateTime } = useTexts();
  const [filed, setFiled] = useState<readonly FiledDokument[] | null>(null);
  const listing = useTask();
  const rows = (filed ?? []).map(({ zeile, vorgang }) => ({
    zeile,
    angaben: [vorgang.geschaeftszeichen, zeile.absender, date(zeile.eingangsdatum), `Fassung ${zeile.fassung}`]
      .filter(Boolean)
      .join(' · '),
  }));
  return (
    <>
      <Button
        isDisabled={listing.isRunning || akte.dokumente === 0}
        onPress={() => void listing.run(async () => setFiled(await listAkte(akte.id)))}
      >
        {t('sammlung.save')}
      </Button>
      {filed && (
        <SaveAkteDialog
          titel={akte.titel}
          count={rows.length}
          sizeBytes={filed.reduce((sum, { zeile }) => sum + zeile.sizeBytes, 0)}
          notHere={filed.filter(({ zeile }) => !zeile.here).length}
          onSave={(signal, onRead) =>
            saveAkte({
              rows,
              titel: akte.titel,
              angaben: [
                `Aktenzeichen ${akte.aktenzeichen}`,
                `Federführung ${akte.federfuehrung}`,
                `Stand ${dateTime(new Date().toISOString())}`,
              ],
              fileName: `${akte.aktenzeichen.replace(/[^\p{L}\p{N}._-]/gu, ' ').trim() || 'Akte'}.pdf`,
              signal,
              why: error,
              onRead,
            })
          }
          onClose={() => setFiled(null)}
        />
      )}
    </>
  );
}
