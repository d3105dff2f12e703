import { memo } from 'react';
import { akten, pack, unpack } from '../../actions/pack-scopes.ts';
import type { AkteStand, AkteZeile } from '../../replica-api/akte-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { useQuery } from '../../use-query.ts';
import { isComplete } from './akten-columns.tsx';

interface AktePanelProps {
  readonly id: string | null;
  readonly onPack: (akte: AkteZeile) => void;
}

/** The selected Akte: open it, pack it, its facts. */
export const AktePanel = memo(function AktePanel({ id, onPack }: AktePanelProps) {
  const texts = useTexts();
  const { t } = texts;
  const akte = useQuery('akte', { id: id ?? '' });
  if (!akte || id === null)
    return (
      <Panel label={t('akten.facts')}>
        <EmptyState title={t('akten.choose.title')} text={t('akten.choose.text')} />
      </Panel>
    );
  return (
    <Panel label={t('akten.facts')}>
      <Section>
        <h2 className="panel-title">{akte.titel}</h2>
        <small>{akte.aktenzeichen}</small>
        <div className="row">
          <Button look="go" onPress={() => navigate(`akte/${akte.id}`)}>
            {t('akten.open')}
          </Button>
        </div>
      </Section>
      <Offline akte={akte} onPack={onPack} />
      <Section title={t('akten.facts')}>
        <Facts
          rows={[
            [t('feld.federfuehrung'), akte.federfuehrung],
            [t('feld.status'), wordFor(texts, 'status', akte.status)],
            [t('feld.vertraulichkeit'), wordFor(texts, 'vertraulichkeit', akte.vertraulichkeit)],
            [t('feld.vorgaenge'), akte.vorgaenge],
            [t('feld.dokumente'), akte.dokumente],
            [t('feld.groesse'), texts.size(akte.sizeBytes)],
          ]}
        />
      </Section>
    </Panel>
  );
});

function Offline({ akte, onPack }: { readonly akte: AkteStand; readonly onPack: (akte: AkteZeile) => void }) {
  const { t, size } = useTexts();
  const task = useTask();
  const amounts = { done: size(akte.hereBytes), total: size(akte.sizeBytes) };
  const leave = async () => {
    if (!(await task.run(() => unpack(akten([akte.id]))))) return;
    showNotice({ text: ({ t }) => t('akten.unpackedNow', { n: 1 }), undo: () => pack(akten([akte.id])) });
  };
  return (
    <Section title={t('akten.offline')}>
      {!akte.gepackt && <p>{t(unpackedKey(akte), { here: akte.dokumenteHier, n: akte.dokumente })}</p>}
      {akte.gepackt && isComplete(akte) && <p>{t('akten.isPacked')}</p>}
      {akte.gepackt && !isComplete(akte) && (
        <Progress
          label={t('akten.isLoading')}
          done={akte.hereBytes}
          total={akte.sizeBytes}
          amounts={t('akten.amounts', amounts)}
        />
      )}
      {!akte.gepackt && (
        <small>
          {t('akten.packSize', {
            size: size(akte.sizeBytes - akte.hereBytes),
            total: size(akte.sizeBytes),
          })}
        </small>
      )}
      {akte.gepackt && <small>{t('akten.unpackWhy')}</small>}
      <ErrorNote error={task.error} />
      <div className="row">
        {akte.gepackt ? (
          <Button isDisabled={task.isRunning} onPress={() => void leave()}>
            {t('akten.unpack')}
          </Button>
        ) : (
          <Button onPress={() => onPack(akte)}>{t('akten.pack')}</Button>
        )}
      </div>
    </Section>
  );
}

/** What of an Akte that is not packed is here all the same: opened, taken in here, or packed with a Vorgang. */
function unpackedKey(akte: AkteStand) {
  if (akte.hereBytes === 0) return 'akten.notPacked';
  return isComplete(akte) ? 'akten.allHere' : 'akten.partlyHere';
}
