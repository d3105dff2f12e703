import { useState } from 'react';
import type { Schreiben } from '../../../shared/schreiben/schreiben.ts';
import { recordText } from '../../../shared/texts/translate.ts';
import type { Schreibanlass } from '../../../shared/vorlagen/fill-vorlage.ts';
import type { Textbaustein } from '../../../shared/vorlagen/vorlage.ts';
import { writeOnVersion } from '../../actions/save-schreiben.ts';
import type { DokumentDetail, VorgangDetail } from '../../replica-api/detail-rows.ts';
import { clearDrafts, setDraft, useDrafts } from '../../state/drafts.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { rememberKontakt } from '../../state/schreiben-kontakt.ts';
import { ErrorCodeNote } from '../../ui/error-note.tsx';
import { Faces } from '../../ui/faces.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { BausteinDialog } from './baustein-dialog.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { EditorTools } from './editor-tools.tsx';
import { KopfForm } from './kopf-form.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { readDraft, type SchreibenDraft, withSchreiben } from './schreiben-draft.ts';
import { SchreibenPanel } from './schreiben-panel.tsx';
import { useEditor } from './use-editor.ts';

interface SchreibenDeskProps {
  readonly detail: VorgangDetail;
  readonly draftKey: string;
  readonly draft: SchreibenDraft;
  readonly anlass: Schreibanlass;
  /** The agency's own Textbausteine. */
  readonly bausteine: readonly Textbaustein[];
  /** The Dokument that is written on; null: a new one. */
  readonly target: DokumentDetail | null;
  /** The Dokument that a new one answers; null: none. */
  readonly antwortAuf: string | null;
}

/** The text with its head at the left, what it still needs at the right. Every key is kept at once. */
export function SchreibenDesk(props: SchreibenDeskProps) {
  const { detail, draftKey, draft, anlass, bausteine, target, antwortAuf } = props;
  const { t } = useTexts();
  const [asked, setAsked] = useState<'save' | 'discard' | 'insert' | null>(null);
  const [isTooLong, setTooLong] = useState(false);
  const [opened] = useState(draft.schreiben);
  const task = useTask();
  const { schreiben } = draft;
  // What is kept may be newer than what was drawn last.
  const change = (part: Partial<Schreiben>) => {
    const kept = readDraft(useDrafts.getState().fields[draftKey]) ?? draft;
    setDraft(draftKey, JSON.stringify(withSchreiben(kept, part)));
  };
  const editor = useEditor({
    bloecke: opened.bloecke,
    label: t('schreiben.text'),
    sprache: schreiben.sprache,
    onChange: (bloecke) => {
      setTooLong(false);
      change({ bloecke: [...bloecke] });
    },
    onInsert: () => setAsked('insert'),
    onTooLong: () => setTooLong(true),
  });
  const leaveSaved = (dokument: string) => {
    rememberKontakt(schreiben);
    leave(dokument);
  };
  const leave = (dokument: string | null) => {
    navigate(dokument ? `dokument/${dokument}` : `vorgang/${detail.vorgang.id}`);
    clearDrafts([draftKey]);
  };
  const basis = target?.versionen.find(({ id }) => id === draft.basis);
  const next = (basis?.nummer ?? 0) + 1;
  const isClosed = detail.vorgang.felder.status === 'zdA';
  const save = () => {
    if (task.isRunning || isClosed || !draft.isChanged) return;
    if (!target) return setAsked('save');
    void task.run(async () => {
      const text = recordText('schreiben.event', { n: basis?.nummer ?? 0 });
      await writeOnVersion({ dokument: target.dokument.id, vorgaenger: draft.basis ?? '', schreiben, text });
      showNotice({ text: ({ t }) => t('schreiben.saved'), isUnsent: true });
      leaveSaved(target.dokument.id);
    });
  };
  const closeInsert = () => {
    setAsked(null);
    // The dialog gives the focus back where it came from a moment later.
    setTimeout(editor.focus, 50);
  };
  return (
    <Faces look="schreiben" names={[t('schreiben.text'), t('schreiben.panel')]}>
      <form
        className="pane schreiben-pane"
        aria-label={t('schreiben.title')}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <EditorTools editor={editor} onInsert={() => setAsked('insert')} />
        <div className="scroll" data-scroll="">
          <KopfForm schreiben={schreiben} beteiligte={anlass.beteiligte} onChange={change} />
          {isTooLong && (
            <div className="note-place">
              <ErrorCodeNote code="schreiben-too-long" />
            </div>
          )}
          <div className="schreiben-paper" ref={editor.place} />
        </div>
      </form>
      <SchreibenPanel
        draft={draft}
        editor={editor}
        target={target}
        basis={basis ?? null}
        next={next}
        isClosed={isClosed}
        isBusy={task.isRunning}
        error={task.error}
        onSave={save}
        onDiscard={() => setAsked('discard')}
      />
      {asked === 'save' && (
        <SaveDialog
          vorgang={detail.vorgang.id}
          draft={draft}
          antwortAuf={antwortAuf}
          onSaved={leaveSaved}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'discard' && (
        <DiscardDialog onDiscard={() => leave(target?.dokument.id ?? null)} onClose={() => setAsked(null)} />
      )}
      {asked === 'insert' && (
        <BausteinDialog
          sprache={schreiben.sprache}
          anlass={anlass}
          own={bausteine}
          onInsert={(bloecke) => {
            editor.insert(bloecke);
            closeInsert();
          }}
          onClose={closeInsert}
        />
      )}
    </Faces>
  );
}
