import { useEffect, useMemo, useState } from 'react';
import { openVersion } from '../../actions/open-version.ts';
import type { DokumentDetail } from '../../replica-api/detail-rows.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Faces } from '../../ui/faces.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { CompareDesk } from './compare-desk.tsx';
import { CompareTools, markOf } from './compare-tools.tsx';
import { DifferenceRow } from './difference-row.tsx';
import { differenceWords } from './difference-words.ts';
import { type Difference, keyOf, listDifferences } from './differences.ts';
import { useCompare } from './use-compare.ts';

/** Nothing is known of the files themselves: what differs is what the pages show. */
const noFacts = { changes: [], changesAfter: 'permitted', warnings: [] } as const;

interface VersionComparisonProps {
  readonly dokument: string;
  readonly von: string;
  readonly zu: string;
}

/** Two Versionen of a Dokument beside each other, page by page. */
export function VersionComparison({ dokument, von, zu }: VersionComparisonProps) {
  const { t } = useTexts();
  const detail = useQuery('dokument', { id: dokument });
  if (detail === undefined) return <p className="page">{t('loading')}</p>;
  const before = detail?.versionen.find(({ id }) => id === von);
  const after = detail?.versionen.find(({ id }) => id === zu);
  if (!detail || !before || !after) return <EmptyState title={t('dok.missing.title')} text={t('dok.missing.text')} />;
  return <Comparison detail={detail} before={before} after={after} />;
}

interface ComparisonProps {
  readonly detail: DokumentDetail;
  readonly before: VersionZeile;
  readonly after: VersionZeile;
}

function Comparison({ detail, before, after }: ComparisonProps) {
  const texts = useTexts();
  const { t } = texts;
  const compare = useCompare();
  const { pairs, outcomes, mark } = compare;
  const [shownKey, setShownKey] = useState<string | null>(null);
  const [von, zu] = [before.nummer, after.nummer];
  const source = useMemo(
    () => ({
      load: async () => ({ signed: await openVersion(before.id), current: await openVersion(after.id), first: [] }),
      signed: t('gang.compare.fassung', { n: von }),
      current: t('gang.compare.fassung', { n: zu }),
      title: t('gang.compare.frame'),
    }),
    [before.id, after.id, von, zu, t],
  );
  const { onPages } = useMemo(() => listDifferences(noFacts, pairs, outcomes), [pairs, outcomes]);
  const sides = [
    (text: string) => t('gang.compare.before', { text }),
    (text: string) => t('gang.compare.after', { text }),
  ] as const;
  const shown = onPages.find((difference) => keyOf(difference) === shownKey)?.number ?? null;
  useEffect(() => {
    mark(onPages.flatMap((difference) => markOf(difference, differenceWords(texts, difference))));
  }, [onPages, texts, mark]);
  const show = (difference: Difference) => {
    setShownKey(keyOf(difference));
    compare.show(difference.pairIndex, difference.rect ? difference.number : null);
  };
  const [done, total] = [outcomes.size, pairs.length];
  return (
    <Faces names={[t('faces.vergleich'), t('faces.unterschiede')]}>
      <div className="pane">
        <CompareTools
          dokument={detail.dokument.id}
          compare={compare}
          differences={onPages}
          shown={shown}
          onShow={show}
        />
        <CompareDesk compare={compare} source={source} />
      </div>
      <Panel label={t('gang.compare.panel')}>
        <Section>
          <h2 className="panel-title">{t('gang.compare.title')}</h2>
          <small>{t('gang.compare.lead', { von, zu, titel: detail.zeile.titel })}</small>
        </Section>
        <Section title={t('gang.compare.list')}>
          {done < total && (
            <Progress
              label={t('vergleich.comparing')}
              done={done}
              total={total}
              amounts={t('vergleich.compared', { done, total })}
            />
          )}
          {total > 0 && done === total && onPages.length === 0 && <p role="status">{t('gang.compare.same')}</p>}
          <ol className="row-list differences" data-arrows="">
            {onPages.map((difference) => (
              <li key={difference.number}>
                <DifferenceRow
                  difference={difference}
                  isShown={shown === difference.number}
                  onShow={show}
                  sides={sides}
                />
              </li>
            ))}
          </ol>
        </Section>
      </Panel>
    </Faces>
  );
}
