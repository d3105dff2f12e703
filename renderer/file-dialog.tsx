import { useState } from 'react';
import { fileDokumente } from './actions/file-dokument.ts';
import { CreateVorgangDialog } from './create-vorgang-dialog.tsx';
import { PickAkteDialog } from './pick-akte-dialog.tsx';
import { PickVorgangDialog } from './pick-vorgang-dialog.tsx';
import type { AkteZeile } from './replica-api/akte-rows.ts';
import type { DokumentZeile } from './replica-api/dokument-rows.ts';
import { showNotice } from './state/notice.ts';
import { Button } from './ui/button.tsx';
import { useTexts } from './ui/use-texts.ts';

interface FileDialogProps {
  readonly rows: readonly DokumentZeile[];
  readonly onFiled: () => void;
  readonly onClose: () => void;
}

/** Finds the Vorgang that Eingaenge belong to, or opens a new one for them, and files them there. */
export function FileDialog({ rows, onFiled, onClose }: FileDialogProps) {
  const { t } = useTexts();
  const [step, setStep] = useState<'vorgang' | 'akte' | AkteZeile>('vorgang');
  const first = rows[0];
  const titel = first?.titel ?? '';
  const file = async (vorgang: { readonly id: string; readonly zeichen: string }) => {
    // What came with another one goes with it.
    const single = rows.filter((row) => !rows.some((one) => one.id === row.anlageZu)).map(({ id }) => id);
    const undo = await fileDokumente(single, vorgang.id);
    const { zeichen } = vorgang;
    showNotice({
      text: ({ t }) =>
        rows.length === 1
          ? t('eingang.filed', { titel, zeichen })
          : t('eingang.filedMany', { n: rows.length, zeichen }),
      isUnsent: true,
      isLasting: true,
      to: `vorgang/${vorgang.id}`,
      undo,
    });
    onFiled();
  };
  const back = () => setStep('vorgang');
  if (step === 'akte')
    return (
      <PickAkteDialog
        title={t('ablegen.akte')}
        hint={t('ablegen.akteHint')}
        go={t('ablegen.next')}
        present={null}
        onPick={async (akte) => setStep(akte)}
        onClose={() => setStep((now) => (now === 'akte' ? 'vorgang' : now))}
      />
    );
  if (step !== 'vorgang')
    return (
      <CreateVorgangDialog
        akte={step}
        name={`ablage:${first?.id ?? ''}:${step.id}`}
        vorschlag={suggestionFor(first)}
        go={t('ablegen.go')}
        onCreated={async (vorgang) => {
          await file(vorgang);
          onClose();
        }}
        onClose={back}
      />
    );
  return (
    <PickVorgangDialog
      title={rows.length === 1 ? t('pick.title') : t('pick.titleMany', { n: rows.length })}
      go={t('pick.go')}
      more={<Button onPress={() => setStep('akte')}>{t('ablegen.new')}</Button>}
      onPick={({ id, geschaeftszeichen: zeichen }) => file({ id, zeichen })}
      onClose={onClose}
    />
  );
}

/** What it is called, and who sent it where the name does not say so. */
function suggestionFor(row: DokumentZeile | undefined): string {
  if (!row) return '';
  const isNamed = row.titel.toLowerCase().includes(row.absender.toLowerCase());
  return (isNamed ? row.titel : `${row.titel}, ${row.absender}`).slice(0, 200);
}
