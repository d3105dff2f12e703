import type { StempelZeile } from '../../replica-api/stempel-rows.ts';
import { Button } from '../../ui/button.tsx';
import { SideList } from '../../ui/side-list.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface StempelListProps {
  readonly arten: readonly StempelZeile[];
  readonly current: string | null;
  readonly onChoose: (id: string) => void;
  /** Null: the person may not. */
  readonly onCreate: (() => void) | null;
}

/** Every kind with where it comes from. */
export function StempelList({ arten, current, onChoose, onCreate }: StempelListProps) {
  const { t, language } = useTexts();
  return (
    <SideList
      label={t('stempel.list')}
      tools={onCreate && <Button onPress={onCreate}>{t('stempel.new')}</Button>}
      rows={arten.map(({ kind, herkunft, aktiv, unsent }) => ({
        id: kind.id,
        title: kind.title[language],
        note: [t(`stempel.herkunft.${herkunft}`), aktiv ? '' : t('stempel.off')].filter(Boolean).join(' · '),
        mark: unsent && <Tag tone="warn">{t('wort.unsent')}</Tag>,
      }))}
      current={current}
      onChoose={onChoose}
    />
  );
}
