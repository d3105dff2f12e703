import type { Node } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { hardWords, sentencesOf } from '../../../shared/lesbarkeit/measure-text.ts';

/** Underlines long sentences while they are written; a hint, nothing is stopped by it. */
export function hardSentences(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    state: {
      init: (_config, { doc }) => mark(doc),
      apply: (transaction, before) => (transaction.docChanged ? mark(transaction.doc) : before),
    },
    props: {
      decorations(state) {
        return this.getState(state);
      },
    },
  });
}

function mark(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, '', (leaf) => (leaf.type.name === 'hard_break' ? '\n' : '…'));
    for (const { words, from, to } of sentencesOf([text]))
      if (words > hardWords) found.push(Decoration.inline(at + 1 + from, at + 1 + to, { class: 'hard-sentence' }));
    return false;
  });
  return DecorationSet.create(doc, found);
}
