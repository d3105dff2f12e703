import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { DokumentList } from './dokument-list.tsx';
import { VermerkForm } from './vermerk-form.tsx';
import { VorgangForm } from './vorgang-form.tsx';
import { VorgangSide } from './vorgang-side.tsx';

/** One Vorgang: its documents, its details, a Vermerk, its history. */
export function VorgangScreen({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const detail = useQuery('vorgang', { id });
  if (detail === undefined) return <Loading />;
  if (detail === null)
    return (
      <EmptyState
        title={t('vorgang.missing.title')}
        text={t('vorgang.missing.text')}
        action={<Button onPress={() => navigate('akten')}>{t('akte.toList')}</Button>}
      />
    );
  return (
    <div className="split">
      <div className="scroll pane grow two" data-scroll="">
        <DokumentList detail={detail} />
        <VorgangForm detail={detail} />
        {detail.vorgang.felder.status !== 'zdA' && <VermerkForm vorgang={id} />}
      </div>
      <VorgangSide detail={detail} />
    </div>
  );
}
