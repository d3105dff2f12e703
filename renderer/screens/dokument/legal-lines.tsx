import { legalMeaning } from '../../../shared/legal-meaning.ts';
import type { SignatureVerdict } from '../../../shared/pdf/pdf-types.ts';
import type { TrustState } from '../../replica-api/trust-state.ts';
import { ErrorCodeNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface LegalMeaningProps {
  readonly signature: Pick<SignatureVerdict, 'verdict' | 'level' | 'qualification' | 'revocation' | 'provenTime'>;
  /** Undefined until the replica has answered. */
  readonly trust: TrustState | undefined;
}

/** What a signature legally means; of a broken one and of a time-stamp there is nothing to say. */
export function LegalMeaning({ signature, trust }: LegalMeaningProps) {
  const { t } = useTexts();
  const { verdict, level, qualification, revocation, provenTime } = signature;
  if (verdict === 'invalid' || level === 'timestamp' || trust === undefined) return null;
  const list = trust.number === 0 ? 'none' : trust.code === 'trust-list-stale' ? 'stale' : 'current';
  const keys = legalMeaning({ qualification, revocation, list, hasProvenTime: provenTime !== null });
  return <small>{keys.map((key) => t(key)).join(' ')}</small>;
}

/** How old the list is that a validation rests on, and what is wrong with it. */
export function TrustLine({ trust }: { readonly trust: TrustState | undefined }) {
  const { t, date } = useTexts();
  if (trust === undefined) return null;
  const { asOf, days, code } = trust;
  return (
    <>
      <small>{asOf === null ? t('trust.none') : t('trust.line', { date: date(asOf), days })}</small>
      {asOf !== null && code && <ErrorCodeNote code={code} tone="warn" />}
    </>
  );
}
