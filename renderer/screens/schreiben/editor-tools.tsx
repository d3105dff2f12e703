import { setBlockType, toggleMark } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import type { MarkType, NodeType } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import type { Command, EditorState } from 'prosemirror-state';
import { Group, ToggleButton, Toolbar } from 'react-aria-components';
import { Button } from '../../ui/button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { editorSchema } from './editor-schema.ts';
import type { Editor } from './use-editor.ts';

const { nodes, marks } = editorSchema;

/** What can be done with the text; arrows move inside the bar. */
export function EditorTools({ editor, onInsert }: { readonly editor: Editor; readonly onInsert: () => void }) {
  const { t } = useTexts();
  const { state } = editor;
  const kind = kindOf(state);
  const become: Readonly<Record<Kind, Command>> = {
    paragraph:
      isInList(state, nodes.bullet_list) || isInList(state, nodes.ordered_list)
        ? liftListItem(nodes.list_item)
        : setBlockType(nodes.paragraph),
    heading2: setBlockType(nodes.heading, { stufe: 2 }),
    heading3: setBlockType(nodes.heading, { stufe: 3 }),
    bullets: list(state, nodes.bullet_list),
    numbers: list(state, nodes.ordered_list),
  };
  const choices = kinds.map((one) => ({
    id: one,
    label: t(`schreiben.${one}`),
    isDisabled: one !== kind && !editor.can(become[one]),
    run: () => (one === kind ? editor.focus() : editor.run(become[one])),
  }));
  const toggle = (label: string, keys: string, isOn: boolean, command: Command, look = '') => (
    <ToggleButton
      className={`btn tool ${look}`}
      isSelected={isOn}
      isDisabled={!editor.can(command)}
      onChange={() => editor.run(command)}
    >
      {label} {keys !== '' && <kbd className="from-60">{keys}</kbd>}
    </ToggleButton>
  );
  return (
    <Toolbar aria-label={t('schreiben.tools')} className="tools single schreiben-tools">
      <MenuButton
        name={`${t('schreiben.tools.block')}: ${t(`schreiben.${kind}`)}`}
        label={t(`schreiben.${kind}`)}
        choices={choices}
        chosen={kind}
      />
      <Group aria-label={t('schreiben.tools.words')} className="row">
        {toggle(t('schreiben.bold'), '', isMarked(state, marks.strong), toggleMark(marks.strong), 'bold')}
        {toggle(t('schreiben.italic'), '', isMarked(state, marks.em), toggleMark(marks.em), 'italic')}
      </Group>
      <Group aria-label={t('schreiben.tools.undo')} className="row">
        <Button look="quiet" isDisabled={!editor.can(undo)} onPress={() => editor.run(undo)}>
          {t('schreiben.undo')}
        </Button>
        <Button look="quiet" isDisabled={!editor.can(redo)} onPress={() => editor.run(redo)}>
          {t('schreiben.redo')}
        </Button>
      </Group>
      <Button onPress={onInsert}>{t('schreiben.insert')}</Button>
    </Toolbar>
  );
}

/** What a paragraph can be, in the order of the menu. */
const kinds = ['paragraph', 'heading2', 'heading3', 'bullets', 'numbers'] as const;
type Kind = (typeof kinds)[number];

function kindOf(state: EditorState | null): Kind {
  if (isInList(state, nodes.bullet_list)) return 'bullets';
  if (isInList(state, nodes.ordered_list)) return 'numbers';
  const parent = state?.selection.$from.parent;
  if (parent?.hasMarkup(nodes.heading, { stufe: 2 })) return 'heading2';
  return parent?.hasMarkup(nodes.heading, { stufe: 3 }) ? 'heading3' : 'paragraph';
}

function isMarked(state: EditorState | null, mark: MarkType): boolean {
  if (!state) return false;
  const { from, to, empty, $from } = state.selection;
  if (empty) return Boolean(mark.isInSet(state.storedMarks ?? $from.marks()));
  return state.doc.rangeHasMark(from, to, mark);
}

function isInList(state: EditorState | null, type: NodeType): boolean {
  return state?.selection.$from.node(1)?.type === type;
}

/** Makes the paragraphs items, or the items paragraphs; a list of the other kind changes its kind. */
function list(state: EditorState | null, type: NodeType): Command {
  if (isInList(state, type)) return liftListItem(nodes.list_item);
  const { $from } = state?.selection ?? {};
  if ($from?.node(1)?.type.spec.content !== 'list_item+') return wrapInList(type);
  return (current, dispatch) => {
    const at = current.selection.$from.before(1);
    dispatch?.(current.tr.setNodeMarkup(at, type));
    return true;
  };
}
