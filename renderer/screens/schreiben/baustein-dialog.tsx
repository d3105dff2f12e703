import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { SchreibenBlock } from '../../../shared/schreiben/schreiben.ts';
import { offeredBausteine } from '../../../shared/vorlagen/all-vorlagen.ts';
import { fillBaustein, type Schreibanlass } from '../../../shared/vorlagen/fill-vorlage.ts';
import { tellVorlagentext } from '../../../shared/vorlagen/parse-vorlagentext.ts';
import type { Textbaustein } from '../../../shared/vorlagen/vorlage.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface BausteinDialogProps {
  readonly sprache: 'de' | 'en';
  readonly anlass: Schreibanlass;
  /** The agency's own ones. */
  readonly own: readonly Textbaustein[];
  readonly onInsert: (bloecke: readonly SchreibenBlock[]) => void;
  readonly onClose: () => void;
}

/** The Textbausteine in the language of the Schreiben, found by typing, put in where the cursor stands. */
export function BausteinDialog({ sprache, anlass, own, onInsert, onClose }: BausteinDialogProps) {
  const { t } = useTexts();
  const [words, setWords] = useState('');
  const asked = words.trim().toLowerCase();
  const found = offeredBausteine(sprache, own).filter((each) =>
    `${each.titel} ${each.quelle} ${each.text}`.toLowerCase().includes(asked),
  );
  const insert = (baustein: Textbaustein | undefined) => baustein && onInsert(fillBaustein(baustein, anlass));
  return (
    <Dialog
      title={t('schreiben.baustein.title')}
      onClose={onClose}
      wide
      actions={<Button onPress={onClose}>{t('cancel')}</Button>}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          insert(found[0]);
        }}
      >
        <TextField
          label={t('schreiben.baustein.find')}
          hint={t('schreiben.baustein.hint')}
          type="search"
          value={words}
          onChange={setWords}
          autoFocus
        />
      </form>
      <ListBox
        className="baustein-list"
        aria-label={t('schreiben.baustein.title')}
        items={found}
        onAction={(key) => insert(found.find(({ id }) => id === key))}
        renderEmptyState={() => <p>{t('schreiben.baustein.none')}</p>}
      >
        {(each) => (
          <ListBoxItem id={each.id} textValue={each.titel} className="baustein">
            <span className="row tight">
              <strong>{each.titel}</strong>
              {own.includes(each) && <Tag tone="info">{t('schreiben.own')}</Tag>}
            </span>
            <small>
              {each.quelle}
              {each.pruefung === 'ausstehend' && ` · ${t('schreiben.unreviewed')}`}
            </small>
            <span className="baustein-text">{tellVorlagentext(each.text, sprache)}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </Dialog>
  );
}
