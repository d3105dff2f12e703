import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { type PageAction, pageActions } from './page-actions.ts';
import { useTexts } from './ui/use-texts.ts';
import { type CommandEntry, useCommandEntries } from './use-command-entries.ts';

/** Jump to a screen, an Akte or a Vorgang by text, or do something: one field for all. */
export function CommandField({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTexts();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [onPage, setOnPage] = useState<readonly PageAction[]>([]);
  const groups = useCommandEntries(text.trim(), onPage, onHelp);
  const entries = groups.flatMap((group) => group.entries);
  const active = Math.min(at, entries.length - 1);
  const optionId = (entry: CommandEntry) => `${id}-${entries.indexOf(entry)}`;

  const close = () => {
    setOpen(false);
    setText('');
    setAt(0);
  };
  const run = (entry: CommandEntry | undefined) => {
    if (!entry) return;
    close();
    input.current?.blur();
    entry.run();
  };
  const move = (index: number) => {
    const next = (index + entries.length) % Math.max(1, entries.length);
    setAt(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => (isOpen ? move(active + 1) : setOpen(true)),
      ArrowUp: () => move(active - 1),
      Enter: () => run(isOpen ? entries[active] : undefined),
      Escape: () => {
        close();
        input.current?.blur();
      },
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const open = () => {
    setOnPage(pageActions());
    setOpen(true);
  };

  return (
    <div className="find">
      <div className="find-box">
        <input
          ref={input}
          role="combobox"
          aria-label={t('find.label')}
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
          placeholder={t('find.label')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onFocus={open}
          onBlur={close}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
            open();
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>{t('find.key')}</kbd>
      </div>
      <div className="find-list" id={`${id}-list`} role="listbox" aria-label={t('find.label')} hidden={!isOpen}>
        {isOpen &&
          groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
            <div key={group.label} role="group" aria-label={group.label}>
              <div className="find-group" aria-hidden="true">
                {group.label}
              </div>
              {group.entries.map((entry) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles every key for its options
                <div
                  key={entry.id}
                  id={optionId(entry)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={entries[active] === entry}
                  className="find-item"
                  // The field keeps the focus, so that blur does not close the list before the click.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => run(entry)}
                >
                  <span>{entry.label}</span>
                  {entry.detail && <small>{entry.detail}</small>}
                </div>
              ))}
            </div>
          ))}
        {isOpen && entries.length === 0 && (
          // biome-ignore lint/a11y/useFocusableInteractive: says that there is nothing to choose
          <div className="find-none" role="option" aria-selected={false} aria-disabled="true">
            {t('find.nothing')}
          </div>
        )}
      </div>
    </div>
  );
}
