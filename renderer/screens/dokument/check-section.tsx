import { useEffect, useState } from 'react';
import { errorCode } from '../../../shared/errors.ts';
import { checkVersion, type VersionCheck } from '../../actions/check-version.ts';
import { saveSignature } from '../../actions/take-member.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { TrustLine } from './legal-lines.tsx';
import { isLockCode } from './lock-code.ts';
import { BesideResult, ChangeList, SignatureResult } from './signature-result.tsx';

/** Larger files are validated when the person asks: the whole file is read once more. */
const askAboveBytes = 32 * 1024 * 1024;

export type CheckState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly check: VersionCheck }
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same Version is another object each time; a password asks for another try
  useEffect(() => {
    setState({ kind: isWanted ? 'running' : 'waiting' });
    // Raised to a higher level meanwhile: other bytes, another result.
    if (!version || !bytes || !isWanted || list === undefined) return;
    let isCurrent = true;
    const show = (next: CheckState) => isCurrent && setState(next);
    checkVersion(version, 'Unterschriften prüfen').then(
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
  /** The Version that was judged. */
  readonly version: VersionZeile;
  /** The file as received, null when it is not known here. */
  readonly original: VersionZeile | null;
}

/** The Pruefung in words: result, who, when, what it covers, what came after. */
export function CheckSection({ state, onStart, onCompare, onReport, version, original }: CheckSectionProps) {
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
      {state.kind === 'done' && isSigned(state.check) && (
        <div className="row check-acts">
          {state.check.verdict.signatures.length > 0 && <Button onPress={onCompare}>{t('vergleich.open')}</Button>}
          <Button onPress={onReport}>{t('bericht.create')}</Button>
        </div>
      )}
      <SignatureFiles version={version} />
      {original && <small>{t('dok.check.original', { time: dateTime(original.erstellt) })}</small>}
    </Section>
  );
}

/** The signatures that came beside the file leave this device only as copies. */
function SignatureFiles({ version }: { readonly version: VersionZeile }) {
  const { t } = useTexts();
  const saving = useTask();
  if (version.signaturen.length === 0) return null;
  const save = (name: string) =>
    saving.run(async () => {
      if (await saveSignature(version.id, name)) showNotice({ text: ({ t }) => t('container.saved', { name }) });
    });
  return (
    <>
      <div className="row">
        {version.signaturen.map(({ id, dateiname: name }) => (
          <Button
            key={id}
            isDisabled={saving.isRunning}
            aria-label={t('beside.saveNamed', { name })}
            onPress={() => void save(name)}
          >
            {t('beside.save')}
          </Button>
        ))}
      </div>
      <ErrorNote error={saving.error} />
    </>
  );
}

/** Within the file or beside it. */
function isSigned({ verdict, beside }: VersionCheck): boolean {
  return verdict.signatures.length + (beside?.signatures.length ?? 0) > 0;
}

function Verdicts({ check }: { readonly check: VersionCheck }) {
  const { t } = useTexts();
  const trust = useQuery('trust', {});
  const { signatures, warnings } = check.verdict;
  if (!isSigned(check))
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
        {check.beside?.signatures.map((signature, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several persons may have signed in one file
          <li key={`${signature.file} ${index}`}>
            <BesideResult signature={signature} trust={trust} />
          </li>
        ))}
      </ul>
      {warnings.length > 0 && (
        <details open>
          <summary>{t('dok.check.warnings', { n: warnings.length })}</summary>
          <ChangeList facts={warnings} />
        </details>
      )}
      {check.facts?.certified && <small>{t(`dok.check.certified.${check.facts.certified}`)}</small>}
      <small>{t('dok.check.offline')}</small>
      <TrustLine trust={trust} />
    </>
  );
}
