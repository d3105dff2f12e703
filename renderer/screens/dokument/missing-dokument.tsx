import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTexts } from '../../ui/use-texts.ts';

/** A Dokument that is not, or no longer, to be seen here, and the way on. */
export function MissingDokument() {
  const { t } = useTexts();
  return (
    <EmptyState
      title={t('dok.missing.title')}
      text={t('dok.missing.text')}
      action={<Button onPress={() => navigate('akten')}>{t('akte.toList')}</Button>}
    />
  );
}
