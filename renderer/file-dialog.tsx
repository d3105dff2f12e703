import { fileDokument } from './actions/file-dokument.ts';
import { PickVorgangDialog } from './pick-vorgang-dialog.tsx';
import type { DokumentZeile } from './replica-api/dokument-rows.ts';
import { showNotice } from './state/notice.ts';
import { useTexts } from './ui/use-texts.ts';

/** Finds the Vorgang that an Eingang belongs to, and files it there. */
export function FileDialog({ row, onClose }: { readonly row: DokumentZeile; readonly onClose: () => void }) {
  const { t } = useTexts();
  return (
    <PickVorgangDialog
      title={t('pick.title')}
      go={t('pick.go')}
      onPick={async (vorgang) => {
        await fileDokument(row.id, vorgang.id);
        showNotice({
          text: ({ t }) => t('eingang.filed', { titel: row.titel, zeichen: vorgang.geschaeftszeichen }),
          isUnsent: true,
        });
      }}
      onClose={onClose}
    />
  );
}
