import { useEffect, useState } from 'react';
import { errorCode } from '../../../shared/errors.ts';
import type { SignatureVerdict, Verdict } from '../../../shared/pdf/pdf-types.ts';
import type { ChangeFact } from '../../../shared/pdf/validate/change-fact.ts';
import { changeWords } from '../../../shared/texts/change-words.ts';
import { reasonWords } from '../../../shared/texts/reason-words.ts';
import { validateVersion } from '../../actions/validate-version.ts';
import type { PdfCheck } from '../../pdf-api.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import type { TrustState } from '../../replica-api/trust-state.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { LegalMeaning, TrustLine } from './legal-lines.tsx';
import { isLockCode } from './lock-code.ts';

/** Larger files are validated when the person asks: the whole file is read once more. */
const askAboveBytes = 32 * 1024 * 1024;

export type CheckState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly check: PdfCheck }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Validates a Version as soon as it is shown, large ones on demand, and again when a password was given. */
export function useCheck(
  version: VersionZeile | undefined,
  passwords: number,
): {
  readonly state: CheckState;
  readonly start: () => void;
} {
  const [state, setState] = useState<CheckState>({ kind: 'running' });
  const [asked, setAsked] = useState<string | null>(null);
  const id = version?.id;
  const bytes = version?.format?.sha ?? version?.sha;
  // Another trusted list, another result; before it is known nothing is judged.
  const list = useQuery('trust', {})?.number;
  const isWanted = version !== undefined && (version.sizeBytes <= askAboveBytes || asked === version.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a password given asks for another try
  useEffect(() => {
    setState({ kind: isWanted ? 'running' : 'waiting' });
    // Raised to a higher level meanwhile: other bytes, another result.
    if (!id || !bytes || !isWanted || list === undefined) return;
    let isCurrent = true;
    const show = (next: CheckState) => isCurrent && setState(next);
    validateVersion(id).then(
      (check) => show({ kind: 'done', check }),
      (error: unknown) => show({ kind: 'failed', error }),
    );
    return () => {
      isCurrent = false;
    };
  }, [id, bytes, isWanted, passwords, list]);
  return { state, start: () => setAsked(id ?? null) };
}

/** Where a password is missing, the note above and the viewer have said so and asked for it. */
function CheckFailure({ error }: { readonly error: unknown }) {
  const { t } = useTexts();
  return isLockCode(errorCode(error)) ? <small>{t('pdfPassword.check')}</small> : <ErrorNote error={error} />;
}

interface CheckSectionProps {
  readonly state: CheckState;
  readonly onStart: () => void;
  readonly onCompare: () => void;
  readonly onReport: () => void;
  /** The file as received, null when it is not known here. */
  readonly original: VersionZeile | null;
}

/** The Pruefung in words: result, who, when, what it covers, what came after. */
export function CheckSection({ state, onStart, onCompare, onReport, original }: CheckSectionProps) {
  const { t, dateTime } = useTexts();
  return (
    <Section title={t('dok.check')}>
      {state.kind === 'running' && <p role="status">{t('dok.check.running')}</p>}
      {state.kind === 'waiting' && (
        <>
          <small>{t('dok.check.large')}</small>
          <div className="row">
            <Button onPress={onStart}>{t('dok.check.go')}</Button>
          </div>
        </>
      )}
      {state.kind === 'failed' && <CheckFailure error={state.error} />}
      {state.kind === 'done' && <Verdicts check={state.check} />}
      {state.kind === 'done' && state.check.verdict.signatures.length > 0 && (
        <div className="row check-acts">
          <Button onPress={onCompare}>{t('vergleich.open')}</Button>
          <Button onPress={onReport}>{t('bericht.create')}</Button>
        </div>
      )}
      {original && <small>{t('dok.check.original', { time: dateTime(original.erstellt) })}</small>}
    </Section>
  );
}

function Verdicts({ check }: { readonly check: PdfCheck }) {
  const { t } = useTexts();
  const trust = useQuery('trust', {});
  const { signatures, warnings } = check.verdict;
  if (signatures.length === 0)
    return (
      <p>
        <Tag>{t('dok.check.none')}</Tag>
      </p>
    );
  return (
    <>
      <ul className="signatures">
        {signatures.map((signature) => (
          <li key={signature.field}>
            <SignatureResult signature={signature} trust={trust} />
          </li>
        ))}
      </ul>
      {warnings.length > 0 && (
        <details open>
          <summary>{t('dok.check.warnings', { n: warnings.length })}</summary>
          <ChangeList facts={warnings} />
        </details>
      )}
      {check.facts.certified && <small>{t(`dok.check.certified.${check.facts.certified}`)}</small>}
      <small>{t('dok.check.offline')}</small>
      <TrustLine trust={trust} />
    </>
  );
}

const tones = { valid: 'ok', indeterminate: 'warn', invalid: 'bad' } as const satisfies Record<Verdict, string>;

function SignatureResult({
  signature,
  trust,
}: {
  readonly signature: SignatureVerdict;
  readonly trust: TrustState | undefined;
}) {
  const { t, dateTime, language } = useTexts();
  const { verdict, reason, signer, claimedTime, provenTime, revocation, revocationAsOf, changes, changesAfter } =
    signature;
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

/** Changes and warnings in words; the same sentence may stand there twice. */
function ChangeList({ facts }: { readonly facts: readonly ChangeFact[] }) {
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
