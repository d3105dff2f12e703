/** A key of an object or the place of an element of a list, from 0, from the outside to the inside. */
export type JsonPath = readonly PropertyKey[];

/**
 * The line, from 1, on which the value at a path stands in a text that is JSON; of a value that is missing, the line of what it
 * is missing in.
 */
export function lineOfPath(json: string, path: JsonPath): number {
  const rest = path.map(String);
  const open: { readonly isList: boolean; key: string; at: number }[] = [];
  let depth = 0;
  let found = 0;
  for (const { 0: token, index } of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    const top = open.at(-1);
    const isKey =
      top &&
      !top.isList &&
      token.startsWith('"') &&
      json
        .slice(index + token.length)
        .trimStart()
        .startsWith(':');
    if (isKey) top.key = JSON.parse(token);
    const isOnPath = open.length === depth + 1 && top?.key === rest[depth];
    if (isOnPath && token !== ',') {
      depth += 1;
      found = index;
    }
    if (depth === rest.length) break;
    if (token === '{' || token === '[') open.push({ isList: token === '[', key: token === '[' ? '0' : '', at: 0 });
    else if (token === '}' || token === ']') {
      if (open.length === depth) break;
      open.pop();
    } else if (token === ',' && top) {
      top.at += 1;
      top.key = top.isList ? String(top.at) : '';
    }
  }
  return json.slice(0, found).split('\n').length;
}
