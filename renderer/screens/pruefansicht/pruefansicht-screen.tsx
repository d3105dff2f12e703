import { useEffect, useMemo, useState } from 'react';
import { Toolbar } from 'react-aria-components';
import type { PdfVerdict, SignatureVerdict } from '../../../shared/pdf/pdf-types.ts';
import { validateVersion } from '../../actions/validate-version.ts';
import type { PdfCheck } from '../../pdf-api.ts';
import type { DokumentDetail } from '../../replica-api/detail-rows.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Faces } from '../../ui/faces.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import type { Mark } from '../../viewer/compare-protocol.ts';
import { CompareDesk } from './compare-desk.tsx';
import { DifferenceSection } from './difference-section.tsx';
import { differenceWords } from './difference-words.ts';
import { type Difference, keyOf, listDifferences } from './differences.ts';
import { SignaturesSection } from './signatures-section.tsx';
import './pruefansicht.css';
import { useCompare } from './use-compare.ts';

/** What was signed beside the file as it is. `id`: the Dokument and its Version, with a slash between them. */
export function PruefansichtScreen({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const [dokument = '', version = ''] = id.split('/');
  const detail = useQuery('dokument', { id: dokument });
  const [check, setCheck] = useState<PdfCheck | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    validateVersion(version).then(setCheck, setError);
  }, [version]);
  if (error !== null) return <ErrorNote error={error} />;
  if (detail === undefined || (detail && !check)) return <p className="page">{t('loading')}</p>;
  const shown = detail?.versionen.find((one) => one.id === version);
  if (!detail || !shown || !check || check.verdict.signatures.length === 0)
    return <EmptyState title={t('dok.missing.title')} text={t('vergleich.none')} />;
  return <Pruefansicht detail={detail} version={shown} verdict={check.verdict} />;
}

interface PruefansichtProps {
  readonly detail: DokumentDetail;
  readonly version: VersionZeile;
  readonly verdict: PdfVerdict;
}

function Pruefansicht({ detail, version, verdict }: PruefansichtProps) {
  const { signatures, warnings } = verdict;
  const texts = useTexts();
  const { t } = texts;
  const [chosen, setChosen] = useState(() => firstWithChanges(signatures));
  const [shownKey, setShownKey] = useState<string | null>(null);
  const compare = useCompare();
  const signature = signatures[chosen]!;
  const { pairs, outcomes, mark } = compare;
  const differences = useMemo(
    () => listDifferences({ ...signature, warnings }, pairs, outcomes),
    [signature, warnings, pairs, outcomes],
  );
  const { onPages } = differences;
  const shown = onPages.find((difference) => keyOf(difference) === shownKey)?.number ?? null;
  useEffect(() => {
    mark(onPages.flatMap((difference) => markOf(difference, differenceWords(texts, difference))));
  }, [onPages, texts, mark]);

  const show = (difference: Difference) => {
    setShownKey(keyOf(difference));
    compare.show(difference.pairIndex, difference.rect ? difference.number : null);
  };
  const step = (by: 1 | -1) => {
    const next = shown === null ? (by > 0 ? 0 : onPages.length - 1) : shown - 1 + by;
    const difference = onPages[(next + onPages.length) % onPages.length];
    if (difference) show(difference);
  };
  useF7(step);
  const isCompared = pairs.length > 0 && outcomes.size === pairs.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when all pages were compared
  useEffect(() => {
    const start = onPages.find((difference) => keyOf(difference) === shownKey) ?? onPages[0];
    if (isCompared && start) show(start);
  }, [isCompared]);
  const choose = (index: number) => {
    setShownKey(null);
    setChosen(index);
  };
  return (
    <Faces names={[t('faces.vergleich'), t('faces.unterschiede')]}>
      <div className="pane">
        <Toolbar className="tools" aria-label={t('vergleich.tools')}>
          <Button onPress={() => navigate(`dokument/${detail.dokument.id}`)}>{t('vergleich.back')}</Button>
          <span className="gap" />
          <Button aria-label={t('vergleich.previous')} isDisabled={onPages.length === 0} onPress={() => step(-1)}>
            ‹
          </Button>
          <span className="muted" aria-live="polite">
            {shown === null
              ? t('vergleich.count', { n: onPages.length })
              : t('vergleich.shown', { n: shown, total: onPages.length })}
          </span>
          <Button aria-label={t('vergleich.next')} isDisabled={onPages.length === 0} onPress={() => step(1)}>
            ›
          </Button>
          <Button aria-label={t('dok.zoomOut')} onPress={() => compare.zoomTo(compare.scale / 1.2)}>
            −
          </Button>
          <Button onPress={() => compare.zoomTo('width')}>
            {t('dok.zoomNow', { n: Math.round(compare.scale * 100) })}
          </Button>
          <Button aria-label={t('dok.zoomIn')} onPress={() => compare.zoomTo(compare.scale * 1.2)}>
            +
          </Button>
        </Toolbar>
        {signature.signedBytes === null ? (
          <EmptyState title={t('vergleich.unknown.title')} text={t('vergleich.unknown.text')} />
        ) : (
          <CompareDesk compare={compare} version={version.id} signature={signature} />
        )}
      </div>
      <Panel label={t('vergleich.panel')}>
        <Section>
          <h2 className="panel-title">{t('vergleich.title')}</h2>
          <small>{t('vergleich.fassung', { n: version.nummer, titel: detail.zeile.titel })}</small>
        </Section>
        <SignaturesSection signatures={signatures} chosen={chosen} onChoose={choose} />
        <DifferenceSection
          signature={signature}
          differences={differences}
          compare={compare}
          shown={shown}
          onShow={show}
        />
      </Panel>
    </Faces>
  );
}

/** F7 goes to the next difference, with the shift key to the previous one. */
function useF7(step: (by: 1 | -1) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F7' || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [step]);
}

function markOf({ number, pairIndex, rect, tone }: Difference, words: string): Mark[] {
  return rect ? [{ number, pairIndex, rect, tone, label: `${number}: ${words}` }] : [];
}

function firstWithChanges(signatures: readonly SignatureVerdict[]): number {
  return Math.max(
    0,
    signatures.findIndex(({ changes }) => changes.length > 0),
  );
}
