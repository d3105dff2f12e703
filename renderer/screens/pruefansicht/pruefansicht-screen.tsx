import { useEffect, useMemo, useState } from 'react';
import type { PdfVerdict, SignatureVerdict } from '../../../shared/pdf/pdf-types.ts';
import { openSignedState } from '../../actions/open-signed-state.ts';
import { validateVersion } from '../../actions/validate-version.ts';
import type { PdfCheck } from '../../pdf-api.ts';
import type { DokumentDetail } from '../../replica-api/detail-rows.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Faces } from '../../ui/faces.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { CompareDesk, type CompareSource } from './compare-desk.tsx';
import { CompareTools, markOf } from './compare-tools.tsx';
import { DifferenceSection } from './difference-section.tsx';
import { differenceWords } from './difference-words.ts';
import { type Difference, keyOf, listDifferences } from './differences.ts';
import { titleWords } from './signature-words.ts';
import { SignaturesSection } from './signatures-section.tsx';
import './pruefansicht.css';
import { useCompare } from './use-compare.ts';
import { VersionComparison } from './version-comparison.tsx';

/**
 * What was signed beside the file as it is, or two Versionen beside each other. `id`: the Dokument and its Version, or the
 * earlier and the later one, with slashes between them.
 */
export function PruefansichtScreen({ id }: { readonly id: string }) {
  const [dokument = '', version = '', other = ''] = id.split('/');
  return other === '' ? (
    <SignedComparison dokument={dokument} version={version} />
  ) : (
    <VersionComparison dokument={dokument} von={version} zu={other} />
  );
}

function SignedComparison({ dokument, version }: { readonly dokument: string; readonly version: string }) {
  const { t } = useTexts();
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
  const source = useMemo(() => sourceOf(version.id, signature, texts), [version.id, signature, texts]);
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
        <CompareTools
          dokument={detail.dokument.id}
          compare={compare}
          differences={onPages}
          shown={shown}
          onShow={show}
        />
        {source === null ? (
          <EmptyState title={t('vergleich.unknown.title')} text={t('vergleich.unknown.text')} />
        ) : (
          <CompareDesk compare={compare} source={source} />
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

function firstWithChanges(signatures: readonly SignatureVerdict[]): number {
  return Math.max(
    0,
    signatures.findIndex(({ changes }) => changes.length > 0),
  );
}

/** What was signed and the file as it is; null where the signature does not say what it covers. */
function sourceOf(version: string, signature: SignatureVerdict, texts: Texts): CompareSource | null {
  const { signedBytes, changes } = signature;
  if (signedBytes === null) return null;
  const first = [...new Set(changes.flatMap(({ pageIndex }) => pageIndex ?? []))];
  return {
    load: async () => ({ ...(await openSignedState(version, signedBytes)), first }),
    signed: titleWords(signature, texts),
    current: texts.t('vergleich.current'),
    title: texts.t('vergleich.frame'),
  };
}
