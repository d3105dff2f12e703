import type { ContainerSignature } from '../../../shared/asic/validate-container.ts';
import type { SignatureVerdict, Verdict } from '../../../shared/pdf/pdf-types.ts';
import type { ChangeFact } from '../../../shared/pdf/validate/change-fact.ts';
import type { DetachedVerdict } from '../../../shared/pdf/validate/judge-detached.ts';
import { changeWords } from '../../../shared/texts/change-words.ts';
import { reasonWords } from '../../../shared/texts/reason-words.ts';
import type { TrustState } from '../../replica-api/trust-state.ts';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { LegalMeaning } from './legal-lines.tsx';

const tones = { valid: 'ok', indeterminate: 'warn', invalid: 'bad' } as const satisfies Record<Verdict, string>;

interface ResultProps<S> {
  readonly signature: S;
  readonly trust: TrustState | undefined;
}

/** A signature within a PDF: result, who, when, what it covers, what came after. */
export function SignatureResult({ signature, trust }: ResultProps<SignatureVerdict>) {
  const { t, dateTime } = useTexts();
  const { changes, changesAfter } = signature;
  return (
    <>
      <SignatureWords signature={signature} trust={trust} />
      {signature.carriesUntil && <small>{t('dok.check.carries', { time: dateTime(signature.carriesUntil) })}</small>}
      <small>{t(signature.coversWholeFile ? 'dok.check.whole' : 'dok.check.earlier')}</small>
      {changesAfter !== 'none' && (
        <details>
          <summary>{t(`dok.check.changes.${changesAfter}`, { n: changes.length })}</summary>
          <ChangeList facts={changes} />
        </details>
      )}
    </>
  );
}

/** A signature in an envelope or beside the file, in the same words, and which files it is about. */
export function BesideResult({ signature, trust }: ResultProps<ContainerSignature>) {
  const { t } = useTexts();
  const { covers, file, format } = signature;
  return (
    <>
      <SignatureWords signature={signature} trust={trust} />
      <small>{covers.length > 0 ? t('beside.covers', { names: covers.join(', ') }) : t('beside.coversNothing')}</small>
      <small>{t(format === 'timestamp' ? 'beside.timestamp' : 'beside.file', { name: file, format })}</small>
    </>
  );
}

function SignatureWords({ signature, trust }: ResultProps<DetachedVerdict>) {
  const { t, dateTime, language } = useTexts();
  const { verdict, reason, signer, claimedTime, provenTime, revocation, revocationAsOf } = signature;
  return (
    <>
      <p className="row">
        <Tag tone={tones[verdict]}>{t(`dok.check.${verdict}`)}</Tag>
        {signature.qualification !== 'unknown' && <Tag>{t(`legal.rank.${signature.qualification}`)}</Tag>}
        <strong>{signer ?? t('dok.check.unknownSigner')}</strong>
      </p>
      {reason && <p>{reasonWords(language, reason)}</p>}
      {claimedTime && <small>{t('dok.check.claimed', { time: dateTime(claimedTime) })}</small>}
      {provenTime && <small>{t('dok.check.proven', { time: dateTime(provenTime) })}</small>}
      {revocation !== 'unknown' && revocationAsOf && (
        <small>{t(`dok.check.revocation.${revocation}`, { time: dateTime(revocationAsOf) })}</small>
      )}
      <LegalMeaning signature={signature} trust={trust} />
    </>
  );
}

/** Changes and warnings in words; the same sentence may stand there twice. */
export function ChangeList({ facts }: { readonly facts: readonly ChangeFact[] }) {
  const { language } = useTexts();
  const sentences = [...new Set(facts.map((fact) => changeWords(language, fact)))];
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
