import { useState } from 'react';
import { Toolbar } from 'react-aria-components';
import type { CollectedRow } from './actions/collect-akte.ts';
import { printAkte } from './actions/print-akte.ts';
import { saveAkte } from './actions/save-akte.ts';
import { PrintDialog } from './print-dialog.tsx';
import { Button } from './ui/button.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { SaveAkteDialog } from './ui/save-akte-dialog.tsx';
import { useTask } from './ui/use-task.ts';
import { useTexts } from './ui/use-texts.ts';

interface CollectionButtonsProps {
  readonly titel: string;
  /** Names the file. */
  readonly zeichen: string;
  /** Of the Akte. */
  readonly vertraulichkeit: string;
  /** What the cover says; the day is added. */
  readonly angaben: readonly string[];
  readonly isEmpty: boolean;
  readonly list: () => Promise<readonly CollectedRow[]>;
}

interface Asked {
  readonly how: 'save' | 'print';
  readonly rows: readonly CollectedRow[];
}

/** All Dokumente of an Akte or a Vorgang as one PDF: saved, or printed. */
export function CollectionButtons({
  titel,
  zeichen,
  vertraulichkeit,
  isEmpty,
  list,
  ...props
}: CollectionButtonsProps) {
  const { t, error, dateTime } = useTexts();
  const [asked, setAsked] = useState<Asked | null>(null);
  const listing = useTask();
  const ask = (how: Asked['how']) => listing.run(async () => setAsked({ how, rows: await list() }));
  const isDisabled = isEmpty || listing.isRunning;
  const rows = asked?.rows ?? [];
  const task = () => ({
    rows,
    titel,
    angaben: [...props.angaben, `Stand ${dateTime(new Date().toISOString())}`],
    why: error,
  });
  const fileName = `${zeichen.replace(/[^\p{L}\p{N}._-]/gu, ' ').trim() || 'Akte'}.pdf`;
  return (
    <>
      <Toolbar className="row" aria-label={t('sammlung.tools')}>
        <Button isDisabled={isDisabled} onPress={() => void ask('save')}>
          {t('sammlung.save')}
        </Button>
        <Button isDisabled={isDisabled} onPress={() => void ask('print')}>
          {t('druck.open')}
        </Button>
      </Toolbar>
      <ErrorNote error={listing.error} />
      {asked?.how === 'save' && (
        <SaveAkteDialog
          titel={titel}
          count={rows.length}
          sizeBytes={rows.reduce((sum, { zeile }) => sum + zeile.sizeBytes, 0)}
          notHere={rows.filter(({ zeile }) => !zeile.here).length}
          onSave={(signal, onRead) => saveAkte({ ...task(), fileName, signal, onRead })}
          onClose={() => setAsked(null)}
        />
      )}
      {asked?.how === 'print' && (
        <PrintDialog
          title={t('druck.title', { titel })}
          what={t('druck.whatAkte', { n: rows.length })}
          onPrint={(progress) => printAkte({ ...task(), vertraulichkeit }, progress)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
