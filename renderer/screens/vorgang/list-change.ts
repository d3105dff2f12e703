import type { Commands } from '../../replica-api.ts';
import { baseKey, type collectChange, draftKey, fromInput, toInput, vorgangFields } from './vorgang-fields.ts';

type Edit = Omit<Commands['editVorgang']['input'], 'id'>;

/** Key under which the list is kept that the person saw when the typing began. */
export function seenKey(id: string, field: string): string {
  return `vorgang:${id}:${field}:seen`;
}

/**
 * The edit that a form's change amounts to. A list goes by element: what the person added to and took out of the list that she
 * saw, so that a colleague's entry of the same days stays (S9).
 */
export function editOfChange(
  id: string,
  drafts: Readonly<Record<string, string>>,
  { names, set, base }: ReturnType<typeof collectChange>,
): Edit {
  const edit: Edit & Required<Pick<Edit, 'add' | 'remove'>> = { set: {}, base: {}, add: {}, remove: {} };
  for (const field of vorgangFields.filter(({ name }) => names.includes(name))) {
    const { name } = field;
    const typed = set[name] ?? null;
    const seen = drafts[seenKey(id, name)];
    if (Array.isArray(typed) && seen !== undefined) {
      const before = asList(fromInput(field, seen));
      put(edit.add, name, without(typed, before));
      put(edit.remove, name, without(before, typed));
    } else {
      edit.set = { ...edit.set, [name]: typed };
      edit.base[name] = base[name] ?? 0;
    }
  }
  return edit;
}

/** The edit that takes another one back; `felder` as they were before it. */
export function undoOf(edit: Edit, felder: Readonly<Record<string, unknown>>): Edit {
  const before = vorgangFields.filter(({ name }) => name in edit.set);
  const set = Object.fromEntries(
    before.map((field) => [
      field.name,
      (felder[field.name] as string | null | undefined) ?? fromInput(field, toInput(null)),
    ]),
  );
  return { set, base: edit.base, add: edit.remove ?? {}, remove: edit.add ?? {} };
}

/** Every key that is kept for a field while it is unsaved. */
export function keysOf(id: string, name: string): readonly string[] {
  return [draftKey(id, name), baseKey(id, name), seenKey(id, name)];
}

function put(lists: Record<string, string[]>, name: string, elements: string[]): void {
  if (elements.length > 0) lists[name] = elements;
}

function without(list: readonly string[], others: readonly string[]): string[] {
  return list.filter((element) => !others.includes(element));
}

function asList(value: ReturnType<typeof fromInput>): readonly string[] {
  return Array.isArray(value) ? value : [];
}
