import { useEffect, useState } from 'react';
import type { SignatureVerdict } from '../../../shared/pdf/pdf-types.ts';
import { openSignedState } from '../../actions/open-signed-state.ts';
import { knownPassword } from '../../actions/unlock-pdf.ts';
import { Desk } from '../../ui/desk.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import type { CompareTexts } from '../../viewer/compare-protocol.ts';
import { COMPARE_URL } from '../../viewer/viewer-address.ts';
import { titleWords } from './signature-words.ts';
import type { Compare } from './use-compare.ts';

interface CompareDeskProps {
  readonly compare: Compare;
  readonly version: string;
  readonly signature: SignatureVerdict;
}

/** The frame with both states, and what is said while or instead of showing them. */
export function CompareDesk({ compare, version, signature }: CompareDeskProps) {
  const texts = useTexts();
  const { t } = texts;
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const { open, close } = compare;
  const { field, signedBytes } = signature;
  // biome-ignore lint/correctness/useExhaustiveDependencies: open and close are stable; `turn` asks for another try
  useEffect(() => {
    if (signedBytes === null) return;
    let isCurrent = true;
    setError(null);
    const first = [...new Set(signature.changes.flatMap(({ pageIndex }) => pageIndex ?? []))];
    Promise.all([openSignedState(version, signedBytes), knownPassword()]).then(
      ([states, password]) => isCurrent && open({ ...states, first, password }, frameTexts()),
      (reason: unknown) => isCurrent && setError(reason),
    );
    return () => {
      isCurrent = false;
      close();
    };
  }, [version, field, signedBytes, texts, turn]);
  const frameTexts = (): CompareTexts => ({
    language: texts.language,
    signed: titleWords(signature, texts),
    current: t('vergleich.current'),
    page: t('vergleich.page', { n: '{n}' }),
    annotation: t('dok.annotation'),
    waiting: t('vergleich.page.waiting'),
    same: t('vergleich.page.same'),
    different: t('vergleich.page.different'),
    onlySigned: t('vergleich.page.onlySigned'),
    onlyCurrent: t('vergleich.page.onlyCurrent'),
    unreadable: t('vergleich.page.unreadable'),
    missing: t('vergleich.page.missing'),
  });
  return (
    <Desk
      frame={compare.frame}
      title={t('vergleich.frame')}
      src={COMPARE_URL}
      isOpening={compare.pairs.length === 0}
      code={compare.code}
      error={error}
      onAgain={() => setTurn(turn + 1)}
    />
  );
}
