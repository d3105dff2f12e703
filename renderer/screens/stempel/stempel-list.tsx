import { Button as AriaButton } from 'react-aria-components';
import type { StempelZeile } from '../../replica-api/stempel-rows.ts';
import { Button } from '../../ui/button.tsx';
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
    <section className="side" aria-label={t('stempel.list')} data-region="list">
      {onCreate && (
        <div className="tools">
          <Button onPress={onCreate}>{t('stempel.new')}</Button>
        </div>
      )}
      <ul className="stempel-list" data-arrows="" data-start="">
        {arten.map(({ kind, herkunft, aktiv, unsent }) => (
          <li key={kind.id}>
            <AriaButton
              {...(kind.id === current ? { 'aria-current': true as const } : {})}
              onPress={() => onChoose(kind.id)}
            >
              <span>{kind.title[language]}</span>
              <small>
                {[t(`stempel.herkunft.${herkunft}`), aktiv ? '' : t('stempel.off')].filter(Boolean).join(' · ')}
              </small>
              {unsent && <Tag tone="warn">{t('wort.unsent')}</Tag>}
            </AriaButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
