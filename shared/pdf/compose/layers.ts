import { dict, isType, nameOf, type PdfObject, type PdfRef } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { ObjectCopier } from './copy-objects.ts';

/** Optional content (§8.11) of copied pages: every group, and those that are not shown. */
export type Layers = { readonly groups: PdfRef[]; readonly off: PdfRef[] };

/** Adds the groups of one document that its copied pages use: what was hidden stays hidden. */
export function collectLayers(file: PdfFile, copier: ObjectCopier, into: Layers): void {
  const properties = file.dict(file.catalog().get('OCProperties'));
  const shown = file.dict(properties?.get('D'));
  const startsOff = nameOf(file.resolve(shown?.get('BaseState'))) === 'OFF';
  const listed = (key: string): ReadonlySet<number> =>
    new Set((file.array(shown?.get(key)) ?? []).flatMap((item) => (isType(item, 'ref') ? [item.num] : [])));
  const [on, off] = [listed('ON'), listed('OFF')];
  for (const group of file.array(properties?.get('OCGs')) ?? []) {
    const copy = copier.copied(group);
    if (copy === undefined || !isType(group, 'ref')) continue;
    into.groups.push(copy);
    if (off.has(group.num) || (startsOff && !on.has(group.num))) into.off.push(copy);
  }
}

/** The catalog's entry; undefined without any layer. */
export function layerProperties({ groups, off }: Layers): PdfObject | undefined {
  return groups.length === 0 ? undefined : dict({ OCGs: groups, D: dict({ OFF: off, Order: [] }) });
}
