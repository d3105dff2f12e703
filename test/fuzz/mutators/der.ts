import type { Random } from '../random.ts';

/** An element of DER: its parts when it has any, else its content; octet strings that hold a sequence are opened too. */
type Node = { tag: number; parts: Node[] | null; body: Buffer };

const mostNodes = 4000;
const strangeTags = [
  0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x17, 0x18, 0x1e, 0x1f, 0x24, 0x30, 0x31, 0x80, 0xa0, 0xa1, 0xff,
];

/** Some elements changed, with the lengths around them made right again; once in a while bytes alone. */
export function mutatedDer(bytes: Buffer, random: Random): Buffer {
  const roots = parse(bytes, { left: mostNodes }, 0);
  if (roots === null || roots.length === 0 || random.once(5)) return rawly(bytes, random);
  const all: Node[] = [];
  const collect = (node: Node): void => {
    all.push(node);
    node.parts?.forEach(collect);
  };
  roots.forEach(collect);
  for (let count = 1 + random.int(3); count > 0; count--) change(random.pick(all), all, random);
  return Buffer.concat(roots.map(encode));
}

function change(node: Node, all: readonly Node[], random: Random): void {
  const other = random.pick(all);
  switch (random.int(9)) {
    case 0:
      node.tag = random.pick(strangeTags);
      return;
    case 1:
      node.parts = null;
      node.body = Buffer.alloc(0);
      return;
    case 2:
      node.parts?.splice(random.int(node.parts.length + 1), 1);
      return;
    case 3:
      if (node.parts && node.parts.length > 0) node.parts.push(random.pick(node.parts));
      return;
    case 4:
      node.parts?.splice(random.int(node.parts.length + 1), 0, { tag: 5, parts: null, body: Buffer.alloc(0) });
      return;
    case 5:
      Object.assign(node, copied(other));
      return;
    case 6:
      node.body = Buffer.alloc(random.once(8) ? 200_000 : random.int(300), random.int(256));
      node.parts = null;
      return;
    case 7:
      for (let i = random.once(2) ? 3 : 200; i > 0; i--)
        node.parts = [{ tag: node.tag, parts: node.parts, body: node.body }];
      return;
    default: {
      if (node.body.length === 0) return;
      node.parts = null;
      node.body = Buffer.from(node.body);
      node.body[random.int(node.body.length)] = random.pick([0, 1, 0x7f, 0x80, 0xff, random.int(256)]);
    }
  }
}

/** Without regard to lengths. */
function rawly(bytes: Buffer, random: Random): Buffer {
  const out = Buffer.from(bytes);
  for (let count = 1 + random.int(3); count > 0 && out.length > 0; count--) {
    out[random.int(Math.min(out.length, 3000))] = random.pick([0, 0x30, 0x80, 0x84, 0x88, 0xff, random.int(256)]);
  }
  return random.once(6) ? out.subarray(0, random.int(out.length + 1)) : out;
}

function parse(bytes: Buffer, fuel: { left: number }, depth: number): Node[] | null {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at]!;
    if (tag === 0 && depth === 0) break;
    const first = bytes[at + 1] ?? 0x80;
    const more = first < 0x80 ? 0 : first & 0x7f;
    if (first === 0x80 || more > 4 || fuel.left-- <= 0) return null;
    const length = more === 0 ? first : bytes.readUIntBE(Math.min(at + 2, bytes.length - more), more);
    const start = at + 2 + more;
    if (start + length > bytes.length) return null;
    const body = bytes.subarray(start, start + length);
    const isOpened = (tag & 0x20) !== 0 || (tag === 0x04 && body[0] === 0x30);
    nodes.push({ tag, parts: isOpened && depth < 40 ? parse(body, fuel, depth + 1) : null, body });
    at = start + length;
  }
  return nodes;
}

/** A copy of its own, so that no element becomes its own descendant. */
function copied({ tag, parts, body }: Node): Node {
  return { tag, parts: parts?.map(copied) ?? null, body };
}

function encode(node: Node): Buffer {
  const body = node.parts === null ? node.body : Buffer.concat(node.parts.map(encode));
  const head = [node.tag];
  if (body.length < 0x80) head.push(body.length);
  else if (body.length < 0x10000) head.push(0x82, body.length >> 8, body.length & 255);
  else head.push(0x83, (body.length >> 16) & 255, (body.length >> 8) & 255, body.length & 255);
  return Buffer.concat([Buffer.from(head), body]);
}
