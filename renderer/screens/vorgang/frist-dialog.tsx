import { useState } from 'react';
import { errorCode } from '../../../shared/errors.ts';
import { computeFrist, type FristEingabe } from '../../../shared/frist/compute-frist.ts';
import type { Ort } from '../../../shared/frist/feiertage.ts';
import type { FristErgebnis } from '../../../shared/frist/schritte.ts';
import { localDay } from '../../../shared/local-day.ts';
import { setFrist } from '../../actions/set-frist.ts';
import { rememberFristOrt } from '../../state/frist-ort.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Derivation } from '../../ui/derivation.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorCodeNote, ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import {
  draftOf,
  draftOfDay,
  eingabeOf,
  type FristDraft,
  missingIn,
  newDraft,
  withPostausgang,
} from './frist-draft.ts';
import { FristForm } from './frist-form.tsx';
import './frist.css';
import { PostausgangChoice } from './postausgang-choice.tsx';

interface FristDialogProps {
  readonly vorgang: string;
  readonly vorgangstyp: string;
  /** The Frist that is computed again. */
  readonly ersetzt: { readonly id: string; readonly bezeichnung: string; readonly eingabe: FristEingabe } | null;
  /** The day in the Vorgang's own field that this Frist shall take the place of; null: none. */
  readonly vonHand: string | null;
  /** The place that it most likely is computed for; null: not known. */
  readonly ort: Ort | null;
  readonly onClose: () => void;
}

/** Sets a Frist, or computes one again: what it is at the left, how it comes about at the right while it is typed. */
export function FristDialog({ vorgang, vorgangstyp, ersetzt, vonHand, ort, onClose }: FristDialogProps) {
  const { t } = useTexts();
  const [draft, setDraft] = useState<FristDraft>(() => {
    if (ersetzt) return draftOf(ersetzt.bezeichnung, ersetzt.eingabe);
    const empty = newDraft(vorgangstyp, ort, t('frist.widerspruch'));
    return vonHand === null ? empty : draftOfDay(empty, vonHand, t('frist.vonHand.name'));
  });
  const task = useTask();
  const eingabe = eingabeOf(draft);
  const outcome = eingabe && resultOf(eingabe);
  const save = async (complete: FristEingabe) => {
    const { bezeichnung } = draft;
    const done = await task.run(() =>
      setFrist({ vorgang, bezeichnung, eingabe: complete, ersetzt: ersetzt?.id ?? null }),
    );
    if (!done) return;
    rememberFristOrt({ land: complete.land, gemeinde: complete.gemeinde });
    showNotice({
      text: ({ t }) => t(hasNoEnd ? 'frist.set.doneWithoutEnd' : 'frist.set.done', { titel: bezeichnung }),
      isUnsent: true,
    });
    onClose();
  };
  // Nobody shall believe that a Frist runs where only the lack of its end is noted.
  const hasNoEnd = outcome && 'result' in outcome && outcome.result.ende === null;
  const isReady = outcome && 'result' in outcome && draft.bezeichnung.trim() !== '';
  return (
    <Dialog
      title={t(ersetzt ? 'frist.again.title' : 'frist.set.title')}
      onClose={onClose}
      wide
      actions={
        <>
          <Button look="go" isDisabled={!isReady || task.isRunning} onPress={() => eingabe && void save(eingabe)}>
            {t(hasNoEnd ? 'frist.set.withoutEnd' : 'frist.set.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className="frist-dialog">
        <div className="frist-form">
          <PostausgangChoice
            vorgang={vorgang}
            onChoose={(sent) => setDraft({ ...draft, ...withPostausgang(draft, sent) })}
          />
          <FristForm draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
        </div>
        <section aria-label={t('frist.derivation')} aria-live="polite">
          <h3>{t('frist.derivation')}</h3>
          {!outcome && (
            <p className="muted">
              {t('frist.incomplete', {
                fehlt: missingIn(draft)
                  .map((name) => t(name))
                  .join(', '),
              })}
            </p>
          )}
          {outcome && 'code' in outcome && <ErrorCodeNote code={outcome.code} tone="warn" />}
          {outcome && 'result' in outcome && <Derivation result={outcome.result} />}
        </section>
      </div>
      {ersetzt && <p className="muted">{t('frist.again.hint')}</p>}
      <ErrorNote error={task.error} />
    </Dialog>
  );
}

function resultOf(
  eingabe: FristEingabe,
): { readonly result: FristErgebnis } | { readonly code: ReturnType<typeof errorCode> } {
  try {
    return { result: computeFrist(eingabe, localDay(new Date().toISOString())) };
  } catch (error) {
    return { code: errorCode(error) };
  }
}
