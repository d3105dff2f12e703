import { useState } from 'react';
import { errorCode } from '../../../shared/errors.ts';
import { computeFrist, type FristEingabe } from '../../../shared/frist/compute-frist.ts';
import type { Ort } from '../../../shared/frist/feiertage.ts';
import type { FristErgebnis } from '../../../shared/frist/schritte.ts';
import { localDay } from '../../../shared/local-day.ts';
import { setFrist } from '../../actions/set-frist.ts';
import type { PostausgangZeile } from '../../replica-api/postausgang-rows.ts';
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
  onlyPostausgang,
  saysPostausgang,
  withPostausgang,
} from './frist-draft.ts';
import { FristForm } from './frist-form.tsx';
import './frist.css';
import { FristGo, hasNoEnd } from './frist-go.tsx';
import { PostausgangChoice } from './postausgang-choice.tsx';

interface FristDialogProps {
  readonly vorgang: string;
  readonly vorgangstyp: string;
  /** The Frist that is computed again. */
  readonly ersetzt: { readonly id: string; readonly bezeichnung: string; readonly eingabe: FristEingabe } | null;
  /** The day in the Vorgang's own field that this Frist shall take the place of; null: none. */
  readonly vonHand: string | null;
  /** What left of the Vorgang: one of them may start the Frist. */
  readonly sent: readonly PostausgangZeile[];
  /** The place that it most likely is computed for; null: not known. */
  readonly ort: Ort | null;
  readonly onClose: () => void;
}

/** Sets a Frist, or computes one again: what it is at the left, how it comes about at the right while it is typed. */
export function FristDialog({ vorgang, vorgangstyp, ersetzt, vonHand, sent, ort, onClose }: FristDialogProps) {
  const { t } = useTexts();
  const [begun] = useState(() => {
    if (ersetzt) return { draft: draftOf(ersetzt.bezeichnung, ersetzt.eingabe), versand: null };
    const empty = newDraft(vorgangstyp, ort, t('frist.widerspruch'));
    if (vonHand !== null) return { draft: draftOfDay(empty, vonHand, t('frist.vonHand.name')), versand: null };
    const versand = onlyPostausgang(empty, sent);
    return { draft: versand ? { ...empty, ...withPostausgang(empty, versand) } : empty, versand };
  });
  const [draft, setDraft] = useState<FristDraft>(begun.draft);
  const [versand, setVersand] = useState(begun.versand?.id ?? '');
  const chosen = sent.find((one) => one.id === versand);
  const change = (part: Partial<FristDraft>) => {
    const next = { ...draft, ...part };
    // Under another law its days may mean something else.
    const isTaken = part.regime !== undefined && chosen && saysPostausgang(draft, chosen);
    setDraft(isTaken ? { ...next, ...withPostausgang(next, chosen) } : next);
  };
  const task = useTask();
  const eingabe = eingabeOf(draft);
  const outcome = eingabe && resultOf(eingabe);
  const result = outcome && 'result' in outcome ? outcome.result : null;
  const save = async (complete: FristEingabe) => {
    const { bezeichnung } = draft;
    const done = await task.run(() =>
      setFrist({ vorgang, bezeichnung, eingabe: complete, ersetzt: ersetzt?.id ?? null }),
    );
    if (!done) return;
    rememberFristOrt({ land: complete.land, gemeinde: complete.gemeinde });
    showNotice({
      text: ({ t }) => t(hasNoEnd(result) ? 'frist.set.doneWithoutEnd' : 'frist.set.done', { titel: bezeichnung }),
      isUnsent: true,
    });
    onClose();
  };
  return (
    <Dialog
      title={t(ersetzt ? 'frist.again.title' : 'frist.set.title')}
      onClose={onClose}
      wide
      actions={
        <>
          <FristGo
            result={result}
            isReady={draft.bezeichnung.trim() !== '' && !task.isRunning}
            onPress={() => eingabe && void save(eingabe)}
          />
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className="frist-dialog">
        <div className="frist-form">
          <PostausgangChoice
            sent={sent}
            chosen={chosen && saysPostausgang(draft, chosen) ? chosen.id : ''}
            onChoose={(id, one) => {
              setVersand(id);
              setDraft({ ...draft, ...withPostausgang(draft, one) });
            }}
          />
          <FristForm draft={draft} onChange={change} />
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
          {result && <Derivation result={result} />}
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
