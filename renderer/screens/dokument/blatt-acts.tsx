import { useState } from 'react';
import { fileVerfuegungsblatt, printVerfuegungsblatt, saveVerfuegungsblatt } from '../../actions/verfuegungsblatt.ts';
import { PrintDialog } from '../../print-dialog.tsx';
import type { Geschaeftsgang } from '../../replica-api/gang-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

/** The Geschaeftsgang as a sheet: saved, printed, or filed beside the Dokument. */
export function BlattActs({ gang }: { readonly gang: Geschaeftsgang }) {
  const { t } = useTexts();
  const detail = useQuery('dokument', { id: gang.dokument });
  const [isPrinting, setPrinting] = useState(false);
  const task = useTask();
  if (!detail || !gang.fassung) return null;
  const about = { gang, geschaeftszeichen: detail.vorgang?.geschaeftszeichen ?? '' };
  const save = () =>
    task.run(async () => {
      if (await saveVerfuegungsblatt(about)) showNotice({ text: ({ t }) => t('blatt.saved') });
    });
  const file = () =>
    task.run(async () => {
      const titel = await fileVerfuegungsblatt(about);
      showNotice({ text: ({ t }) => t('blatt.filed', { titel }), isUnsent: true });
    });
  return (
    <>
      <div className="row">
        <Button look="quiet" isDisabled={task.isRunning} onPress={() => void save()}>
          {t('blatt.save')}
        </Button>
        <Button look="quiet" onPress={() => setPrinting(true)}>
          {t('blatt.print')}
        </Button>
        <Button look="quiet" isDisabled={task.isRunning} onPress={() => void file()}>
          {t('blatt.file')}
        </Button>
      </div>
      <ErrorNote error={task.error} />
      {isPrinting && (
        <PrintDialog
          title={t('blatt.titel', { titel: gang.titel })}
          what={t('blatt.what')}
          onPrint={(progress) =>
            printVerfuegungsblatt({ ...about, vertraulichkeit: detail.akte?.vertraulichkeit ?? '' }, progress)
          }
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}
