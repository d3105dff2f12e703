import { type ErrorCode, errorCode } from '../../../shared/errors.ts';
import type { StampKind } from '../../../shared/pdf/stamp/stamp-kind.ts';
import type { StampFacts, StampValues } from '../../../shared/pdf/stamp/stamp-values.ts';
import { makeLaufzettel } from '../../actions/make-laufzettel.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** Refusals of the file itself: a sheet beside it can bear the stamp. */
const untouchable: ReadonlySet<ErrorCode> = new Set([
  'pdf-changes-forbidden',
  'stamp-only-unsigned',
  'pdf-encrypted',
  'pdf-xfa-dynamic',
]);

interface LaufzettelOfferProps {
  readonly error: unknown;
  readonly version: VersionZeile;
  readonly facts: StampFacts;
  readonly kind: StampKind;
  readonly values: StampValues;
}

/** What went wrong with a stamp, and where the file itself is in the way, the Laufzettel in its place. */
export function LaufzettelOffer({ error, version, facts, kind, values }: LaufzettelOfferProps) {
  const { t, dateTime } = useTexts();
  const task = useTask();
  if (error === null) return null;
  const isOffered =
    untouchable.has(errorCode(error)) && kind.nature !== 'paginierung' && kind.nature !== 'wasserzeichen';
  const make = () =>
    task.run(async () => {
      const angelegt = dateTime(new Date().toISOString());
      const { dokument } = await makeLaufzettel({ version, facts, kind, values, angelegt });
      showNotice({ text: ({ t }) => t('stempel.laufzettel.done'), isUnsent: true });
      navigate(`dokument/${dokument}`);
    });
  return (
    <>
      <ErrorNote error={error} />
      {isOffered && (
        <div className="note">
          <p>{t('stempel.laufzettel.why')}</p>
          <Button isDisabled={task.isRunning} onPress={() => void make()}>
            {t('stempel.laufzettel.go')}
          </Button>
          <ErrorNote error={task.error} />
        </div>
      )}
    </>
  );
}
