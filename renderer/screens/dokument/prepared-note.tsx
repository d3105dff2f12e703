import type { PreparedSignature } from '../../actions/prepared-signatures.ts';
import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface PreparedNoteProps {
  readonly prepared: PreparedSignature;
  /** Number of the Version that leads now. */
  readonly leading: number;
  /** Whether a Version came after the prepared one. */
  readonly isOlder: boolean;
  readonly isBusy: boolean;
  readonly onSign: () => void;
  readonly onDiscard: () => void;
}

/** A signature that waits for the service; nothing is signed before the person says so again. */
export function PreparedNote({ prepared, leading, isOlder, isBusy, onSign, onDiscard }: PreparedNoteProps) {
  const { t, dateTime } = useTexts();
  const { at, signer, version } = prepared;
  return (
    <div className={isOlder ? 'note warn' : 'note'}>
      <p>
        <strong>{t('prepared.title', { at: dateTime(at) })}</strong>
      </p>
      <p>{t('prepared.why', { n: version.nummer, signer })}</p>
      {isOlder && (
        <p>
          {t('prepared.newer', { newer: leading, n: version.nummer })} {t('prepared.newerMeans')}
        </p>
      )}
      <div className="row">
        <Button isDisabled={isBusy} onPress={onSign}>
          {t('prepared.sign')}
        </Button>
        <Button look="quiet" isDisabled={isBusy} onPress={onDiscard}>
          {t('prepared.discard')}
        </Button>
      </div>
    </div>
  );
}
