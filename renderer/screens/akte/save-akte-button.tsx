import { useState } from 'react';
import { type FiledDokument, listAkte } from '../../actions/list-akte.ts';
import { printAkte } from '../../actions/print-akte.ts';
import { saveAkte } from '../../actions/save-akte.ts';
import { PrintDialog } from '../../print-dialog.tsx';
import type { AkteZeile } from '../../replica-api/akte-rows.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SaveAkteDialog } from '../../ui/save-akte-dialog.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface Asked {
  readonly how: 'save' | 'print';
  readonly filed: readonly FiledDokument[];
}

/** The whole Akte as one PDF: saved, or printed. */
export function SaveAkteButton({ akte }: { readonly akte: AkteZeile }) {
  const { t, error, date, dateTime } = useTexts();
  const [asked, setAsked] = useState<Asked | null>(null);
  const listing = useTask();
  const ask = (how: Asked['how']) => listing.run(async () => setAsked({ how, filed: await listAkte(akte.id) }));
  const isBusy = listing.isRunning || akte.dokumente === 0;
  const filed = asked?.filed ?? [];
  const rows = filed.map(({ zeile, vorgang }) => ({
    zeile,
    zeichen: vorgang.geschaeftszeichen,
    angaben: [vorgang.geschaeftszeichen, zeile.absender, date(zeile.eingangsdatum), `Fassung ${zeile.fassung}`]
      .filter(Boolean)
      .join(' · '),
  }));
  const task = () => ({
    rows,
    titel: akte.titel,
    angaben: [
      `Aktenzeichen ${akte.aktenzeichen}`,
      `Federführung ${akte.federfuehrung}`,
      `Stand ${dateTime(new Date().toISOString())}`,
    ],
    why: error,
  });
  const fileName = `${akte.aktenzeichen.replace(/[^\p{L}\p{N}._-]/gu, ' ').trim() || 'Akte'}.pdf`;
  return (
    <>
      <Button isDisabled={isBusy} onPress={() => void ask('save')}>
        {t('sammlung.save')}
      </Button>
      <Button isDisabled={isBusy} onPress={() => void ask('print')}>
        {t('druck.open')}
      </Button>
      <ErrorNote error={listing.error} />
      {asked?.how === 'save' && (
        <SaveAkteDialog
          titel={akte.titel}
          count={rows.length}
          sizeBytes={filed.reduce((sum, { zeile }) => sum + zeile.sizeBytes, 0)}
          notHere={filed.filter(({ zeile }) => !zeile.here).length}
          onSave={(signal, onRead) => saveAkte({ ...task(), fileName, signal, onRead })}
          onClose={() => setAsked(null)}
        />
      )}
      {asked?.how === 'print' && (
        <PrintDialog
          title={t('druck.title', { titel: akte.titel })}
          what={t('druck.whatAkte', { n: rows.length })}
          onPrint={(progress) => printAkte({ ...task(), vertraulichkeit: akte.vertraulichkeit }, progress)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
