import { type ReactNode, useState } from 'react';
import { PickDialog } from './pick-dialog.tsx';
import type { VorgangZeile } from './replica-api/akte-rows.ts';
import { useTexts } from './ui/use-texts.ts';
import { useQueryWindow } from './use-query-window.ts';

interface PickVorgangDialogProps {
  readonly title: string;
  /** Label of the button that goes ahead. */
  readonly go: string;
  /** Only those of this Akte; absent = of all. */
  readonly akte?: string;
  /** Cannot be picked: it is the present one. */
  readonly present?: string;
  /** A finished one can be picked too: nothing is entered in it. Absent: it is shown and refused. */
  readonly withClosed?: boolean;
  readonly onPick: (vorgang: VorgangZeile) => Promise<void>;
  /** Another way than picking. */
  readonly more?: ReactNode;
  readonly onClose: () => void;
}

/** Finds a Vorgang. */
export function PickVorgangDialog({ akte, present, withClosed = false, ...parts }: PickVorgangDialogProps) {
  const { t, date } = useTexts();
  const [text, setText] = useState('');
  const asked = { akte: akte ?? null, text: text.trim(), sort: 'geschaeftszeichen', descending: false } as const;
  return (
    <PickDialog
      {...parts}
      name="pick-vorgang"
      hint={t('pick.hint')}
      labels={{
        search: t('pick.search'),
        list: t('pick.list'),
        zeichen: t('feld.geschaeftszeichen'),
        none: t('pick.none'),
      }}
      list={useQueryWindow('vorgaenge', asked)}
      text={text}
      onText={setText}
      zeichenOf={(vorgang) => vorgang.geschaeftszeichen}
      besideOf={({ beteiligte, bearbeitung, angelegt }) =>
        [
          beteiligte,
          angelegt && t('pick.since', { day: date(angelegt) }),
          bearbeitung && t('pick.hand', { name: bearbeitung }),
        ]
          .filter(Boolean)
          .join(' · ')
      }
      mayPick={({ id, status }) => id !== present && (withClosed || status !== 'zdA')}
    />
  );
}
