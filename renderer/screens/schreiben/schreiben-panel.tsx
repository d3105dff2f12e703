import { useDeferredValue, useEffect, useState } from 'react';
import { errorCode } from '../../../shared/errors.ts';
import { openPlaces } from '../../../shared/schreiben/schreiben-words.ts';
import { unknownSignsOf } from '../../actions/save-schreiben.ts';
import type { DokumentDetail } from '../../replica-api/detail-rows.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorCodeNote, ErrorNote } from '../../ui/error-note.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { LesbarkeitSection } from './lesbarkeit-section.tsx';
import type { SchreibenDraft } from './schreiben-draft.ts';
import type { Editor } from './use-editor.ts';

interface SchreibenPanelProps {
  readonly draft: SchreibenDraft;
  readonly editor: Editor;
  readonly target: DokumentDetail | null;
  readonly basis: VersionZeile | null;
  /** Number that the next Version will have. */
  readonly next: number;
  readonly isClosed: boolean;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Saving and what stands in its way, then how the text reads. */
export function SchreibenPanel(props: SchreibenPanelProps) {
  const { draft, editor, target, basis, next, isClosed, isBusy, error, onSave, onDiscard } = props;
  const { t } = useTexts();
  const { schreiben } = draft;
  const { felder, kopf } = openPlaces(schreiben);
  const signs = useUnknownSigns(draft);
  const gang = useQuery('geschaeftsgang', { dokument: target?.dokument.id ?? '' });
  const refusal = target && gang?.schluss ? 'dokument-frozen' : null;
  const isOpen = felder.length + kopf.length > 0;
  return (
    <Panel label={t('schreiben.panel')}>
      <Section title={target ? t('schreiben.save.version', { n: next }) : t('schreiben.save.title')}>
        {refusal ? (
          <ErrorCodeNote code={refusal} tone="warn" />
        ) : (
          <Button
            look="go"
            isDisabled={isClosed || isOpen || signs.length > 0 || !draft.isChanged || isBusy}
            onPress={onSave}
          >
            {target ? t('schreiben.save.asVersion', { n: next }) : t('schreiben.save')}{' '}
            <kbd>{t('shortcuts.key.save')}</kbd>
          </Button>
        )}
        <small role="status">
          {isOpen ? t('schreiben.open', { n: felder.length + kopf.length }) : t('schreiben.kept')}
        </small>
        {isClosed && <p className="note">{t('vorgang.isClosed')}</p>}
        <ErrorNote error={error} />
        {target && basis && !basis.leading && <p className="note warn">{t('schreiben.behind', { n: basis.nummer })}</p>}
        {basis?.entstehung === 'stempel' && <p className="note">{t('schreiben.stamped', { n: basis.nummer })}</p>}
        {!draft.isProven && <p className="note warn">{t('schreiben.unproven')}</p>}
      </Section>
      {isOpen && (
        <Section title={t('schreiben.open.title')}>
          <ul className="plain-list open-places">
            {kopf.map((name) => (
              <li key={name}>{t(`schreiben.kopf.${name}`)}</li>
            ))}
            {felder.map((feld, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place in the text is what the row stands for
              <li key={`${index} ${feld}`}>
                <Button look="quiet" onPress={() => editor.selectPlatzhalter(index)}>
                  {feld}
                </Button>
              </li>
            ))}
          </ul>
          {felder.length > 0 && <small>{t('schreiben.open.hint')}</small>}
        </Section>
      )}
      {signs.length > 0 && (
        <Section title={t('schreiben.signs.title')}>
          <p className="note warn">{t('schreiben.signs', { signs: signs.join(' ') })}</p>
        </Section>
      )}
      <LesbarkeitSection schreiben={schreiben} editor={editor} />
      <Section>
        <div className="row">
          <Button look="quiet" onPress={onDiscard}>
            {t('schreiben.discard')}
          </Button>
        </div>
      </Section>
    </Panel>
  );
}

/** Characters that the pages cannot show, asked for when the writing rests. */
function useUnknownSigns({ schreiben }: SchreibenDraft): readonly string[] {
  const [signs, setSigns] = useState<readonly string[]>([]);
  const json = JSON.stringify(schreiben);
  const rested = useDeferredValue(json);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      unknownSignsOf(JSON.parse(rested)).then(
        (found) => isCurrent && setSigns(found),
        // Saving says what is wrong; this is only the early hint.
        (failure) => isCurrent && errorCode(failure) && setSigns([]),
      );
    }, 600);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [rested]);
  return signs;
}
