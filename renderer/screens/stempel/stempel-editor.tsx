import { type FormEvent, useState } from 'react';
import type { StampDefinition } from '../../../shared/pdf/stamp/stamp-kind.ts';
import { stampKinds } from '../../../shared/pdf/stamp/stamp-kinds.ts';
import { stampFaultsOf } from '../../../shared/pdf/stamp/stamp-rules.ts';
import { stampDefinitionSchema } from '../../../shared/pdf/stamp/stamp-schema.ts';
import { setStempelart } from '../../actions/set-stempelart.ts';
import type { Stempelkatalog, StempelZeile } from '../../replica-api/stempel-rows.ts';
import { useHeldInput } from '../../state/leaving.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { FieldsForm } from './fields-form.tsx';
import { KindForm } from './kind-form.tsx';
import { LinesForm } from './lines-form.tsx';
import { StampPreview } from './stamp-preview.tsx';
import { WhoForm } from './who-form.tsx';

interface StempelEditorProps {
  readonly id: string;
  readonly kind: StampDefinition;
  /** Null: not saved yet. */
  readonly row: StempelZeile | null;
  readonly katalog: Stempelkatalog;
}

/** One kind: its details as a form, beside it the stamp as it will be. */
export function StempelEditor({ id, kind, row, katalog }: StempelEditorProps) {
  const { t } = useTexts();
  const [draft, setDraft] = useState<StampDefinition>(() => withoutId(kind));
  const [saved, setSaved] = useState(draft);
  useHeldInput(() => JSON.stringify(draft) !== JSON.stringify(saved));
  const task = useTask();
  const isLocked = !katalog.darfPflegen;
  const faults = stampFaultsOf(draft);
  const isWellWorded = faults.length > 0 || stampDefinitionSchema.safeParse(draft).success;
  const isGood = faults.length === 0 && isWellWorded;
  const change = (part: Partial<StampDefinition>) => setDraft({ ...draft, ...part });
  const builtIn = stampKinds.find((each) => each.id === id);
  const aktiv = row?.aktiv ?? true;

  const store = (definition: StampDefinition | null, offered: boolean) =>
    task.run(async () => {
      const titel = (definition ?? builtIn ?? draft).title;
      await setStempelart({ id, titel: titel.de, definition, aktiv: offered });
      if (definition) setSaved(definition);
      showNotice({ text: ({ t, language }) => t('stempel.saved', { name: titel[language] }), isUnsent: true });
    });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isGood) void store(draft, aktiv);
  };
  const reset = async () => {
    if (!builtIn || !(await store(null, aktiv))) return;
    setDraft(withoutId(builtIn));
    setSaved(withoutId(builtIn));
  };
  const kept = row?.herkunft === 'mitgeliefert' ? null : draft;
  return (
    <>
      <form
        className="scroll stempel-form"
        aria-label={t('stempel.form')}
        data-scroll=""
        // Locked, nothing inside takes the focus: the keyboard scrolls the form itself.
        tabIndex={isLocked ? 0 : undefined}
        onSubmit={save}
        noValidate
      >
        {isLocked && <p className="note inset">{t('stempel.readOnly')}</p>}
        <fieldset className="plain" disabled={isLocked}>
          <KindForm draft={draft} onChange={change} />
          <LinesForm draft={draft} onChange={(lines) => change({ lines })} />
          <FieldsForm draft={draft} onChange={(fields) => change({ fields })} />
          <WhoForm draft={draft} einheiten={katalog.einheiten} onChange={change} />
        </fieldset>
        {!isLocked && (
          <div className="stempel-acts">
            {!isGood && (
              <div className="note warn" role="status">
                <p>{t('stempel.missing')}</p>
                <ul>
                  {faults.map((fault) => (
                    <li key={fault}>{t(`stempel.fault.${fault}`)}</li>
                  ))}
                  {!isWellWorded && <li>{t('stempel.fault.words')}</li>}
                </ul>
              </div>
            )}
            <ErrorNote error={task.error} />
            <div className="row">
              <Button look="go" type="submit" isDisabled={!isGood || task.isRunning}>
                {t('stempel.save')}
              </Button>
              {row?.herkunft === 'geaendert' && (
                <Button isDisabled={task.isRunning} onPress={() => void reset()}>
                  {t('stempel.reset')}
                </Button>
              )}
              {row && (
                <Button look="quiet" isDisabled={task.isRunning || !isGood} onPress={() => void store(kept, !aktiv)}>
                  {t(aktiv ? 'stempel.hide' : 'stempel.show')}
                </Button>
              )}
            </div>
          </div>
        )}
      </form>
      <StampPreview id={id} draft={draft} isLocked={isLocked} onPlace={(place) => change({ place })} />
    </>
  );
}

/** What is edited: a kind has its id as well. */
function withoutId({ id: _, ...definition }: StampDefinition & { readonly id?: string }): StampDefinition {
  return definition;
}
