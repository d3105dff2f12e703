import { isPosteingang } from '../../../shared/akte.ts';
import { unpack } from '../../actions/pack-scopes.ts';
import type { SpeicherZeile } from '../../replica-api/store-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { openScope } from './open-scope.ts';

/** One thing that is taken along: how much of it is here, and how it leaves. */
export function SpeicherPanel({ row }: { readonly row: SpeicherZeile | undefined }) {
  const texts = useTexts();
  const { t, size } = texts;
  const task = useTask();
  if (!row)
    return (
      <Panel label={t('speicher.what')}>
        <EmptyState title={t('speicher.empty.title')} text={t('speicher.empty.text')} />
      </Panel>
    );
  const { art, id } = row;
  const leave = async () => {
    if (await task.run(() => unpack([{ art, id }]))) showNotice({ text: ({ t }) => t('speicher.unpacked') });
  };
  return (
    <Panel label={t('speicher.what')}>
      <Section>
        <h2 className="panel-title">{row.titel || t('pack.vorrat')}</h2>
        <small>{isPosteingang(id) ? t('speicher.art.posteingang') : row.zeichen}</small>
        {art !== 'vorrat' && (
          <div className="row">
            <Button look="go" onPress={() => openScope(row)}>
              {t(isPosteingang(id) ? 'speicher.openPosteingang' : art === 'akte' ? 'akten.open' : 'akte.openVorgang')}
            </Button>
          </div>
        )}
      </Section>
      <Section title={t('akten.offline')}>
        <Progress
          label={row.hereBytes >= row.sizeBytes ? t('akten.isPacked') : t('akten.isLoading')}
          done={row.hereBytes}
          total={row.sizeBytes}
          amounts={t('akten.amounts', { done: size(row.hereBytes), total: size(row.sizeBytes) })}
        />
        <Facts
          rows={[
            [t('speicher.since'), texts.dateTime(row.since)],
            [t('speicher.used'), texts.dateTime(row.lastUsed)],
            [t('speicher.checked'), texts.dateTime(row.verified)],
          ]}
        />
        <small>{row.isFixed ? t('akten.alwaysHere') : t('akten.unpackWhy')}</small>
        <ErrorNote error={task.error} />
        {!row.isFixed && (
          <div className="row">
            <Button isDisabled={task.isRunning} onPress={() => void leave()}>
              {t('akten.unpack')}
            </Button>
          </div>
        )}
      </Section>
    </Panel>
  );
}
