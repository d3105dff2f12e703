import { editVorgang } from '../../actions/edit-vorgang.ts';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import { clearDrafts, setDraft, useDraft, useDrafts } from '../../state/drafts.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TakenNote } from '../../ui/taken-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { editOfChange, keysOf, seenKey, undoOf } from './list-change.ts';
import { baseKey, collectChange, draftKey, toInput, type VorgangField, vorgangFields } from './vorgang-fields.ts';

/** The details of a Vorgang; each field says whether it is unsaved, unsent or in conflict. */
export function VorgangForm({ detail }: { readonly detail: VorgangDetail }) {
  const { t } = useTexts();
  const { vorgang } = detail;
  const drafts = useDrafts((state) => state.fields);
  const change = collectChange(vorgang.id, drafts, vorgang.rev);
  const task = useTask();
  const isClosed = vorgang.felder.status === 'zdA';
  const forget = () => clearDrafts(change.names.flatMap((name) => keysOf(vorgang.id, name)));
  const save = () =>
    task.run(async () => {
      const edit = editOfChange(vorgang.id, drafts, change);
      const undo = undoOf(edit, vorgang.felder);
      await editVorgang(vorgang.id, edit);
      forget();
      showNotice({
        text: ({ t }) => t('vorgang.saved', { n: change.names.length }),
        isUnsent: true,
        undo: () => editVorgang(vorgang.id, undo),
      });
    });
  return (
    <form
      aria-label={t('vorgang.form')}
      onSubmit={(event) => {
        event.preventDefault();
        if (change.names.length > 0 && !change.isWrong) void save();
      }}
    >
      <div className="tools sticky">
        <h2>{t('vorgang.form')}</h2>
        <small role="status">{changeWords(change, t)}</small>
        <span className="gap" />
        {change.names.length > 0 && (
          <>
            <Button look="quiet" onPress={forget}>
              {t('vorgang.discard')}
            </Button>
            <Button look="go" type="submit" isDisabled={task.isRunning || change.isWrong}>
              {t('vorgang.save')} <kbd>{t('shortcuts.key.save')}</kbd>
            </Button>
          </>
        )}
      </div>
      <ErrorNote error={task.error} />
      <TakenNote mitnahmen={detail.akte.mitgenommen} />
      {isClosed && <p className="note inset">{t('vorgang.isClosed')}</p>}
      <div className="form-grid">
        {vorgangFields.map((field) => (
          <FieldOf key={field.name} detail={detail} field={field} isDisabled={isClosed} />
        ))}
      </div>
    </form>
  );
}

interface FieldOfProps {
  readonly detail: VorgangDetail;
  readonly field: VorgangField;
  readonly isDisabled: boolean;
}

function FieldOf({ detail, field, isDisabled }: FieldOfProps) {
  const { t } = useTexts();
  const { vorgang } = detail;
  const key = draftKey(vorgang.id, field.name);
  const saved = toInput(vorgang.felder[field.name]);
  const { value, dirty, set } = useDraft(key, saved);
  const konflikt = detail.konflikte.find((karte) => karte.feld === field.name);
  const change = (next: string) => {
    // The base stays what the person saw first, even if a colleague's value arrives meanwhile.
    if (!dirty) setDraft(baseKey(vorgang.id, field.name), String(vorgang.rev));
    if (!dirty && field.kind === 'list') setDraft(seenKey(vorgang.id, field.name), saved);
    set(next);
    if (useDrafts.getState().fields[key] === undefined) clearDrafts(keysOf(vorgang.id, field.name));
  };
  const marks = (
    <>
      {dirty && <Tag tone="info">{t('vorgang.unsaved')}</Tag>}
      {!dirty && detail.unsentFelder.includes(field.name) && <Tag>{t('vorgang.unsent')}</Tag>}
      {konflikt && (
        <>
          <Tag tone="warn">{t('vorgang.konflikt')}</Tag>
          <button type="button" className="status-link" onClick={() => navigate(`konflikt/${konflikt.id}`)}>
            {t('vorgang.decide')}
          </button>
        </>
      )}
    </>
  );
  const shared = { label: t(`feld.${field.name}`), value, onChange: change, marks, disabled: isDisabled };
  return (
    <div className={'wide' in field ? 'full' : ''}>
      {field.kind === 'lines' && <TextArea {...shared} rows={5} />}
      {field.kind === 'list' && <TextArea {...shared} rows={3} aside={t('vorgang.beteiligteHint')} />}
      {field.kind === 'text' && <TextField {...shared} />}
      {field.kind === 'date' && <DateField {...shared} />}
    </div>
  );
}

function changeWords(change: ReturnType<typeof collectChange>, t: Texts['t']): string {
  if (change.names.length === 0) return t('vorgang.nothingChanged');
  return change.isWrong ? t('vorgang.invalid') : t('vorgang.changed', { n: change.names.length });
}
