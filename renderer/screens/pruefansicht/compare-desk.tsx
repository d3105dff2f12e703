import { useEffect, useState } from 'react';
import { knownPassword } from '../../actions/unlock-pdf.ts';
import { Desk } from '../../ui/desk.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import type { CompareTexts } from '../../viewer/compare-protocol.ts';
import { COMPARE_URL } from '../../viewer/viewer-address.ts';
import type { Compare, States } from './use-compare.ts';

/** Where two states of a file come from, and what they are called; the same object as long as they are the same. */
export interface CompareSource {
  readonly load: () => Promise<Omit<States, 'password'>>;
  readonly signed: string;
  readonly current: string;
  /** Name of the frame. */
  readonly title: string;
}

interface CompareDeskProps {
  readonly compare: Compare;
  readonly source: CompareSource;
}

/** The frame with both states, and what is said while or instead of showing them. */
export function CompareDesk({ compare, source }: CompareDeskProps) {
  const texts = useTexts();
  const { t } = texts;
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const { open, close } = compare;
  // biome-ignore lint/correctness/useExhaustiveDependencies: open and close are stable; `turn` asks for another try
  useEffect(() => {
    let isCurrent = true;
    setError(null);
    Promise.all([source.load(), knownPassword()]).then(
      ([states, password]) => isCurrent && open({ ...states, password }, frameTexts()),
      (reason: unknown) => isCurrent && setError(reason),
    );
    return () => {
      isCurrent = false;
      close();
    };
  }, [source, texts, turn]);
  const frameTexts = (): CompareTexts => ({
    language: texts.language,
    signed: source.signed,
    current: source.current,
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
      title={source.title}
      src={COMPARE_URL}
      isOpening={compare.pairs.length === 0}
      code={compare.code}
      error={error}
      onAgain={() => setTurn(turn + 1)}
    />
  );
}
