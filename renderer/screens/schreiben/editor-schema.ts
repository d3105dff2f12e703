import { type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model';

const nodes = {
  doc: { content: 'block+' },
  paragraph: {
    group: 'block',
    content: 'inline*',
    parseDOM: [{ tag: 'p' }],
    toDOM: () => ['p', 0],
  },
  heading: {
    attrs: { stufe: { default: 2 } },
    group: 'block',
    content: '(text | platzhalter)*',
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { stufe: level < 3 ? 2 : 3 } })),
    toDOM: ({ attrs }) => [attrs.stufe === 2 ? 'h2' : 'h3', 0],
  },
  bullet_list: {
    group: 'block',
    content: 'list_item+',
    parseDOM: [{ tag: 'ul' }],
    toDOM: () => ['ul', 0],
  },
  ordered_list: {
    group: 'block',
    content: 'list_item+',
    parseDOM: [{ tag: 'ol' }],
    toDOM: () => ['ol', 0],
  },
  // No lists within lists: a reader who hears them loses her place.
  list_item: {
    content: 'paragraph',
    defining: true,
    parseDOM: [{ tag: 'li' }],
    toDOM: () => ['li', 0],
  },
  text: { group: 'inline' },
  hard_break: {
    group: 'inline',
    inline: true,
    selectable: false,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
  },
  platzhalter: {
    attrs: { feld: {} },
    group: 'inline',
    inline: true,
    atom: true,
    parseDOM: [
      { tag: 'span[data-feld]', getAttrs: (span) => ({ feld: (span.dataset.feld ?? '').slice(0, 500) || '?' }) },
    ],
    toDOM: ({ attrs }) => ['span', { class: 'platzhalter', 'data-feld': String(attrs.feld) }, `[${attrs.feld}]`],
    leafText: ({ attrs }) => `[${attrs.feld}]`,
  },
} as const satisfies Record<string, NodeSpec>;

const marks = {
  strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
  em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
} as const satisfies Record<string, MarkSpec>;

/**
 * What the editor can hold: structure, no looks. Whatever is pasted is read through this, so pictures, styles, links and
 * scripts have no place to go.
 */
export const editorSchema = new Schema({ nodes, marks });
