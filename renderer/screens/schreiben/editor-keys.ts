import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, splitListItem } from 'prosemirror-schema-list';
import { type Command, NodeSelection, Plugin } from 'prosemirror-state';
import { schreibenLimits } from '../../../shared/schreiben/schreiben.ts';
import { toBloecke } from './editor-doc.ts';
import { editorSchema } from './editor-schema.ts';

const { nodes, marks } = editorSchema;

const breakLine: Command = chainCommands(exitCode, (state, dispatch) => {
  if (state.selection.$from.parent.type === nodes.heading) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

/** Goes to the next open place and selects it, so that typing fills it. */
export const nextPlatzhalter: Command = (state, dispatch) => {
  const from = state.selection instanceof NodeSelection ? state.selection.from + 1 : state.selection.to;
  const places: number[] = [];
  state.doc.descendants((node, at) => {
    if (node.type === nodes.platzhalter) places.push(at);
  });
  const next = places.find((at) => at >= from) ?? places[0];
  if (next === undefined) return false;
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, next)).scrollIntoView());
  return true;
};

/** Keys, typing aids, undo and the limit of a Schreiben. `onInsert`: the list of Textbausteine is asked for. */
export function editorPlugins(onInsert: () => void, onTooLong: () => void): Plugin[] {
  const insert: Command = (_state, dispatch) => {
    if (dispatch) onInsert();
    return true;
  };
  const insertWhereEmpty: Command = (state, dispatch) => {
    const { $from, empty } = state.selection;
    if (!empty || $from.parent.type !== nodes.paragraph || $from.parent.content.size > 0) return false;
    return insert(state, dispatch);
  };
  return [
    inputRules({
      rules: [
        wrappingInputRule(/^\s*[-*]\s$/, nodes.bullet_list),
        wrappingInputRule(/^1[.)]\s$/, nodes.ordered_list),
        textblockTypeInputRule(/^(##?)\s$/, nodes.heading, { stufe: 2 }),
        textblockTypeInputRule(/^###\s$/, nodes.heading, { stufe: 3 }),
      ],
    }),
    history(),
    keymap({
      'Mod-b': toggleMark(marks.strong),
      'Mod-i': toggleMark(marks.em),
      'Mod-z': undo,
      'Mod-y': redo,
      'Mod-Shift-z': redo,
      'Mod-Alt-0': setBlockType(nodes.paragraph),
      'Mod-Alt-2': setBlockType(nodes.heading, { stufe: 2 }),
      'Mod-Alt-3': setBlockType(nodes.heading, { stufe: 3 }),
      Enter: splitListItem(nodes.list_item),
      Backspace: backOutOfList,
      'Shift-Enter': breakLine,
      'Ctrl- ': insert,
      '/': insertWhereEmpty,
      F8: nextPlatzhalter,
    }),
    keymap(baseKeymap),
    new Plugin({
      // A text that cannot become a file must not be written in the first place. The first look is cheap.
      filterTransaction: (tr, state) => {
        if (!tr.docChanged || tr.doc.content.size <= Math.max(20_000, state.doc.content.size)) return true;
        const fits = JSON.stringify(toBloecke(tr.doc)).length < schreibenLimits.json - 8_000;
        if (!fits) onTooLong();
        return fits;
      },
    }),
  ];
}

/** At the beginning of an item, Backspace makes it a paragraph again. */
const backOutOfList: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.node(-1)?.type !== nodes.list_item) return false;
  return liftListItem(nodes.list_item)(state, dispatch);
};
