import { type Command, EditorState, NodeSelection, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { useCallback, useEffect, useRef, useState } from 'react';
import { plainText, type SchreibenBlock } from '../../../shared/schreiben/schreiben.ts';
import { toBloecke, toDoc, toNode } from './editor-doc.ts';
import { editorPlugins } from './editor-keys.ts';
import { hardSentences } from './hard-sentences.ts';

/** What the screen may do with the editor. */
export interface Editor {
  /** The element in which it stands. */
  readonly place: (element: HTMLDivElement | null) => void;
  /** Null before it stands. */
  readonly state: EditorState | null;
  readonly run: (command: Command) => void;
  /** Whether a command would do something here. */
  readonly can: (command: Command) => boolean;
  readonly insert: (bloecke: readonly SchreibenBlock[]) => void;
  /** Selects the n-th open place, from 0. */
  readonly selectPlatzhalter: (index: number) => void;
  /** Selects a sentence of the n-th paragraph, heading or item. */
  readonly selectWords: (paragraph: number, from: number, to: number) => void;
  readonly focus: () => void;
}

interface EditorOptions {
  readonly bloecke: readonly SchreibenBlock[];
  readonly label: string;
  readonly sprache: 'de' | 'en';
  readonly onChange: (bloecke: readonly SchreibenBlock[]) => void;
  readonly onInsert: () => void;
  readonly onTooLong: () => void;
}

/** A ProseMirror view in React: it keeps its own state, what is written is told at once. Its first blocks are `bloecke`. */
export function useEditor(options: EditorOptions): Editor {
  const latest = useRef(options);
  latest.current = options;
  const view = useRef<EditorView | null>(null);
  const [state, setState] = useState<EditorState | null>(null);

  const place = useCallback((element: HTMLDivElement | null) => {
    view.current?.destroy();
    view.current = element && openView(element, latest.current, () => latest.current, setState);
    setState(view.current?.state ?? null);
  }, []);
  useEffect(() => {
    view.current?.setProps({ attributes: attributesOf(options.label, options.sprache) });
  }, [options.label, options.sprache]);

  const run = (command: Command) => {
    if (!view.current) return;
    command(view.current.state, view.current.dispatch, view.current);
    view.current.focus();
  };
  return {
    place,
    state,
    run,
    can: (command) => state !== null && command(state),
    insert: (bloecke) => run(insertBlocks(bloecke)),
    selectPlatzhalter: (index) => run(selectNth(index)),
    selectWords: (paragraph, from, to) => run(selectIn(paragraph, from, to)),
    focus: () => view.current?.focus(),
  };
}

function openView(
  element: HTMLElement,
  { bloecke, label, sprache }: EditorOptions,
  latest: () => EditorOptions,
  onState: (state: EditorState) => void,
): EditorView {
  const plugins = [
    ...editorPlugins(
      () => latest().onInsert(),
      () => latest().onTooLong(),
    ),
    hardSentences(),
  ];
  const view: EditorView = new EditorView(element, {
    state: EditorState.create({ doc: toDoc(bloecke), plugins }),
    attributes: attributesOf(label, sprache),
    transformPastedHTML: plainText,
    transformPastedText: plainText,
    handleDOMEvents: {
      // Files are taken in at the Vorgang; here the browser would open them.
      drop: (_view, event) => {
        if (!event.dataTransfer?.files.length) return false;
        event.preventDefault();
        return true;
      },
    },
    dispatchTransaction: (transaction) => {
      const next = view.state.apply(transaction);
      view.updateState(next);
      onState(next);
      if (transaction.docChanged) latest().onChange(toBloecke(next.doc));
    },
  });
  // Whoever came by a button that is gone begins in the text.
  if (document.activeElement === document.body) view.focus();
  return view;
}

function attributesOf(label: string, sprache: string): Record<string, string> {
  return {
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': label,
    class: 'written-text',
    lang: sprache,
    spellcheck: 'true',
  };
}

function insertBlocks(bloecke: readonly SchreibenBlock[]): Command {
  return (state, dispatch) => {
    const nodes = bloecke.map(toNode);
    const { $from } = state.selection;
    // In an empty paragraph the blocks take its place, else they follow the block in which the cursor stands.
    const isEmpty = $from.depth === 1 && $from.parent.content.size === 0;
    const at = isEmpty ? $from.before(1) : $from.after(1);
    const tr = isEmpty ? state.tr.replaceWith(at, $from.after(1), nodes) : state.tr.insert(at, nodes);
    const end = at + nodes.reduce((sum, node) => sum + node.nodeSize, 0);
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1)).scrollIntoView());
    return true;
  };
}

function selectNth(index: number): Command {
  return (state, dispatch) => {
    const places: number[] = [];
    state.doc.descendants((node, at) => {
      if (node.type.name === 'platzhalter') places.push(at);
    });
    const at = places[index];
    if (at === undefined) return false;
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, at)).scrollIntoView());
    return true;
  };
}

function selectIn(paragraph: number, from: number, to: number): Command {
  return (state, dispatch) => {
    const starts: number[] = [];
    state.doc.descendants((node, at) => {
      if (node.isTextblock) starts.push(at + 1);
      return !node.isTextblock;
    });
    const start = starts[paragraph];
    if (start === undefined) return false;
    const { size } = state.doc.content;
    const inside = (offset: number) => Math.min(start + offset, size);
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, inside(from), inside(to))).scrollIntoView());
    return true;
  };
}
