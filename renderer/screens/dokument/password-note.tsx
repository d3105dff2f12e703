import { useState } from 'react';
import { type ErrorCode, errorCode } from '../../../shared/errors.ts';
import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import type { CheckState } from './check-section.tsx';
import { isLockCode } from './lock-code.ts';

/** Whether the password of the Dokument is being asked for. */
export function usePassword() {
  const [isAsking, setAsking] = useState(false);
  const [given, setGiven] = useState(0);
  return {
    /** Counts the passwords that opened the file. */
    given,
    isAsking,
    ask: () => setAsking(true),
    stop: () => setAsking(false),
    take: () => {
      setAsking(false);
      setGiven((count) => count + 1);
    },
  };
}

interface PasswordNoteProps {
  readonly check: CheckState;
  readonly viewerCode: ErrorCode | null;
  readonly onAsk: () => void;
}

/** Says of an encrypted file that it is open, and what its password would still change; where paper should lie, the desk asks for it. */
export function PasswordNote({ check, viewerCode, onAsk }: PasswordNoteProps) {
  const { t } = useTexts();
  const state = stateOf(check, viewerCode);
  if (state === null) return null;
  return (
    <div className={state === 'open' ? 'note' : 'note warn'}>
      <p>{t(`pdfPassword.${state}`)}</p>
      {state !== 'open' && (
        <Button look={state === 'locked' ? 'go' : 'quiet'} onPress={onAsk}>
          {t('pdfPassword.ask')}
        </Button>
      )}
    </div>
  );
}

function stateOf(check: CheckState, viewerCode: ErrorCode | null): 'locked' | 'limited' | 'open' | null {
  if (viewerCode !== null && isLockCode(viewerCode)) return null;
  if (check.kind === 'failed') return isLockCode(errorCode(check.error)) ? 'locked' : null;
  const facts = check.kind === 'done' ? check.check.facts : null;
  if (!facts?.encrypted) return null;
  const { mayStamp, maySign } = facts;
  return [mayStamp, maySign].includes('pdf-permission-missing') ? 'limited' : 'open';
}
