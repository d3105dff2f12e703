import { fileDokument } from './actions/file-dokument.ts';
import { PickVorgangDialog } from './pick-vorgang-dialog.tsx';
import type { DokumentZeile } from './replica-api/dokument-rows.ts';
import { showNotice } from './state/notice.ts';
import { useTexts } from './ui/use-texts.ts';

interface FileDialogProps {
  readonly rows: readonly DokumentZeile[];
  readonly onFiled: () => void;
  readonly onClose: () => void;
}

/** Finds the Vorgang that Eingaenge belong to, and files them there. */
export function FileDialog({ rows, onFiled, onClose }: FileDialogProps) {
  const { t } = useTexts();
  const titel = rows[0]?.titel ?? '';
  return (
    <PickVorgangDialog
      title={rows.length === 1 ? t('pick.title') : t('pick.titleMany', { n: rows.length })}
      go={t('pick.go')}
      onPick={async ({ id, geschaeftszeichen: zeichen }) => {
        // What came with another one goes with it.
        for (const row of rows) if (!rows.some((one) => one.id === row.anlageZu)) await fileDokument(row.id, id);
        showNotice({
          text: ({ t }) =>
            rows.length === 1
              ? t('eingang.filed', { titel, zeichen })
              : t('eingang.filedMany', { n: rows.length, zeichen }),
          isUnsent: true,
        });
        onFiled();
      }}
      onClose={onClose}
    />
  );
}
