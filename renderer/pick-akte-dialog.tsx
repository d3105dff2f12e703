import { useState } from 'react';
import { PickDialog } from './pick-dialog.tsx';
import type { AkteZeile } from './replica-api/akte-rows.ts';
import { useTexts } from './ui/use-texts.ts';
import { useQueryWindow } from './use-query-window.ts';

interface PickAkteDialogProps {
  readonly title: string;
  readonly hint: string;
  /** Label of the button that goes ahead. */
  readonly go: string;
  /** Cannot be picked: it is the present one; null: there is none. */
  readonly present: string | null;
  readonly onPick: (akte: AkteZeile) => Promise<void>;
  readonly onClose: () => void;
}

/** Finds an Akte that is open and not the present one. */
export function PickAkteDialog({ present, ...parts }: PickAkteDialogProps) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const asked = { aktenplaneinheit: null, text: text.trim(), sort: 'aktenzeichen', descending: false } as const;
  return (
    <PickDialog
      {...parts}
      name="pick-akte"
      labels={{
        search: t('verschieben.suchen'),
        list: t('akten.list'),
        zeichen: t('feld.aktenzeichen'),
        none: t('verschieben.keine'),
      }}
      list={useQueryWindow('akten', asked)}
      text={text}
      onText={setText}
      zeichenOf={(akte) => akte.aktenzeichen}
      mayPick={(akte) => akte.id !== present && akte.status !== 'zdA'}
    />
  );
}
