import { Fragment, type Mark, type Node } from 'prosemirror-model';
import type { SchreibenBlock, SchreibenLauf } from '../../../shared/schreiben/schreiben.ts';
import { editorSchema } from './editor-schema.ts';

const { nodes, marks } = editorSchema;

/** Blocks as the editor's document; an empty one is an empty paragraph. */
export function toDoc(bloecke: readonly SchreibenBlock[]): Node {
  return nodes.doc.create(null, bloecke.length > 0 ? bloecke.map(toNode) : [nodes.paragraph.create()]);
}

/** One block as a node. */
export function toNode(block: SchreibenBlock): Node {
  switch (block.art) {
    case 'absatz':
      return nodes.paragraph.create(null, toInline(block.laeufe, true));
    case 'ueberschrift':
      return nodes.heading.create({ stufe: block.stufe }, toInline(block.laeufe, false));
    case 'liste': {
      const list = block.nummeriert ? nodes.ordered_list : nodes.bullet_list;
      const item = (laeufe: readonly SchreibenLauf[]) =>
        nodes.list_item.create(null, nodes.paragraph.create(null, toInline(laeufe, true)));
      return list.create(null, block.punkte.map(item));
    }
  }
}

/** The editor's document as blocks, as it stands there; what composing leaves out is still in. */
export function toBloecke(doc: Node): SchreibenBlock[] {
  const out: SchreibenBlock[] = [];
  doc.forEach((node) => {
    switch (node.type) {
      case nodes.heading:
        out.push({ art: 'ueberschrift', stufe: node.attrs.stufe === 3 ? 3 : 2, laeufe: toLaeufe(node) });
        return;
      case nodes.bullet_list:
      case nodes.ordered_list: {
        const punkte: SchreibenLauf[][] = [];
        node.forEach((item) => {
          punkte.push(toLaeufe(item.child(0)));
        });
        out.push({ art: 'liste', nummeriert: node.type === nodes.ordered_list, punkte });
        return;
      }
      default:
        out.push({ art: 'absatz', laeufe: toLaeufe(node) });
    }
  });
  return out;
}

function toInline(laeufe: readonly SchreibenLauf[], mayBreak: boolean): Fragment {
  const out: Node[] = [];
  for (const lauf of laeufe) {
    if ('feld' in lauf) {
      out.push(nodes.platzhalter.create({ feld: lauf.feld }));
      continue;
    }
    const face: Mark[] = [...(lauf.fett ? [marks.strong.create()] : []), ...(lauf.kursiv ? [marks.em.create()] : [])];
    lauf.text.split('\n').forEach((line, index) => {
      if (index > 0) out.push(mayBreak ? nodes.hard_break.create(null, null, face) : editorSchema.text(' ', face));
      if (line !== '') out.push(editorSchema.text(line, face));
    });
  }
  return Fragment.fromArray(out);
}

function toLaeufe(block: Node): SchreibenLauf[] {
  const out: SchreibenLauf[] = [];
  block.forEach((node) => {
    if (node.type === nodes.platzhalter) {
      out.push({ feld: String(node.attrs.feld) });
      return;
    }
    const text = node.isText ? (node.text ?? '') : '\n';
    const fett = marks.strong.isInSet(node.marks) ? ({ fett: true } as const) : {};
    const kursiv = marks.em.isInSet(node.marks) ? ({ kursiv: true } as const) : {};
    out.push({ text, ...fett, ...kursiv });
  });
  return out;
}
