import { useState } from 'react';
import { type Beziehung, beziehungen } from '../../../shared/verweis.ts';
import { linkTo } from '../../actions/link-record.ts';
import { PickDialog } from '../../pick-dialog.tsx';
import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { SelectField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQueryWindow } from '../../use-query-window.ts';

/** Finds the Dokument that this one refers to, and asks what it is to it. */
export function LinkDialog({ zeile, onClose }: { readonly zeile: DokumentZeile; readonly onClose: () => void }) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const [beziehung, setBeziehung] = useState<Beziehung>('bezug');
  return (
    <PickDialog
      name="link-dokument"
      title={t('verweise.dokument.pick', { titel: zeile.titel })}
      hint={t('verweise.dokument.hint')}
      go={t('verweise.go')}
      labels={{
        search: t('verweise.dokument.search'),
        list: t('verweise.dokument.list'),
        zeichen: t('feld.geschaeftszeichen'),
        none: t('verweise.dokument.noneFound'),
      }}
      list={useQueryWindow('linkbareDokumente', { zu: zeile.id, text: text.trim() })}
      text={text}
      onText={setText}
      zeichenOf={({ zeichen }) => zeichen}
      mayPick={() => true}
      onPick={async ({ id }) => {
        const undo = await linkTo({ art: 'dokument', id: zeile.id }, { beziehung, art: 'dokument', id });
        showNotice({ text: ({ t }) => t('verweise.added'), isUnsent: true, undo });
      }}
      onClose={onClose}
    >
      <SelectField
        label={t('verweise.dokument.is')}
        value={beziehung}
        onChange={(value) => setBeziehung(beziehungen.find((one) => one === value) ?? 'bezug')}
        options={beziehungen.map((value) => ({ value, label: t(`verweise.auf.${value}`) }))}
      />
    </PickDialog>
  );
}
