import { useEffect } from 'react';
import { syncNow } from '../../actions/sync-now.ts';
import { isPractice } from '../../state/practice.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useSingleKeys } from '../../ui/use-single-keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { KonfliktCard } from './konflikt-card.tsx';

/** One conflict at a time: both values side by side, a person decides. `id` null = the first. */
export function KonfliktScreen({ id }: { readonly id: string | null }) {
  const { t } = useTexts();
  const konflikte = useQuery('konflikte', {});
  const index = Math.max(0, konflikte?.findIndex((karte) => karte.id === id) ?? 0);
  const karte = konflikte?.[index];
  useEffect(() => {
    // A decided conflict is gone: the address follows to the one that is shown.
    if (karte && id !== null && karte.id !== id) navigate(`konflikt/${karte.id}`);
  }, [karte, id]);
  const goTo = (target: number) => {
    const next = konflikte?.[target];
    if (next) navigate(`konflikt/${next.id}`);
  };
  useSingleKeys({ arrowleft: () => goTo(index - 1), arrowright: () => goTo(index + 1) });
  if (!konflikte) return <Loading />;
  if (!karte)
    return (
      <EmptyState
        title={t('konflikt.empty.title')}
        text={`${t('konflikt.empty.text')} ${isPractice() ? '' : t('konflikt.empty.practise')}`.trim()}
        action={<Button onPress={() => void syncNow().catch(() => undefined)}>{t('ausgang.syncNow')}</Button>}
      />
    );
  return (
    <div className="pane">
      <div className="tools">
        <h2>{t('konflikt.of', { n: index + 1, total: konflikte.length })}</h2>
        <span className="gap" />
        {konflikte.length > 1 && (
          <>
            <Button isDisabled={index === 0} onPress={() => goTo(index - 1)}>
              {t('konflikt.previous')} <kbd>←</kbd>
            </Button>
            <Button isDisabled={index === konflikte.length - 1} onPress={() => goTo(index + 1)}>
              {t('konflikt.next')} <kbd>→</kbd>
            </Button>
          </>
        )}
      </div>
      <KonfliktCard key={karte.id} karte={karte} />
    </div>
  );
}
