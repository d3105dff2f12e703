import { setBlockType, toggleMark } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import type { MarkType, NodeType } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import type { Command, EditorState } from 'prosemirror-state';
import { Group, ToggleButton, Toolbar } from 'react-aria-components';
import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { editorSchema } from './editor-schema.ts';
import type { Editor } from './use-editor.ts';

const { nodes, marks } = editorSchema;

/** What can be done with the text; arrows move inside the bar. */
export function EditorTools({ editor, onInsert }: { readonly editor: Editor; readonly onInsert: () => void }) {
  const { t } = useTexts();
  const { state } = editor;
  const inHeading = (stufe: number) => state?.selection.$from.parent.hasMarkup(nodes.heading, { stufe }) ?? false;
  const heading = (stufe: number): Command =>
    inHeading(stufe) ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { stufe });
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
    <Toolbar aria-label={t('schreiben.tools')} className="tools schreiben-tools">
      <Group aria-label={t('schreiben.tools.block')} className="row">
        {toggle(t('schreiben.heading2'), '', inHeading(2), heading(2))}
        {toggle(t('schreiben.heading3'), '', inHeading(3), heading(3))}
        {toggle(t('schreiben.bullets'), '', isInList(state, nodes.bullet_list), list(state, nodes.bullet_list))}
        {toggle(t('schreiben.numbers'), '', isInList(state, nodes.ordered_list), list(state, nodes.ordered_list))}
      </Group>
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
