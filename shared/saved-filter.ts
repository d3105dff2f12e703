import { z } from 'zod';

/** What of a list a person may keep under a name. */
export const filterNameLimit = 60;
/** Filters that one list keeps at most: more than can be told apart. */
export const filtersPerList = 50;

const text = z.string().max(1_000);
const id = z.string().max(200).nullable();
const sortBy = <const C extends readonly [string, ...string[]]>(columns: C) =>
  z.strictObject({ column: z.enum(columns), descending: z.boolean() });
const day = z.iso.date().nullable();

const kept = { id: z.uuid(), name: z.string().min(1).max(filterNameLimit) };

/** A list's filter and order under a name. Names and words speak of persons: kept encrypted only, never sent (H11). */
export const savedFilterSchema = z.discriminatedUnion('list', [
  z.strictObject({
    ...kept,
    list: z.literal('akten'),
    view: z.strictObject({
      einheit: id,
      text,
      sort: sortBy(['aktenzeichen', 'titel', 'gepackt', 'vorgaenge', 'sizeBytes']),
    }),
  }),
  z.strictObject({
    ...kept,
    list: z.literal('posteingang'),
    view: z.strictObject({
      text,
      stempel: z.enum(['mit', 'ohne']).nullable(),
      sort: sortBy(['eingang', 'titel', 'state', 'size']),
    }),
  }),
  z.strictObject({
    ...kept,
    list: z.literal('arbeitsvorrat'),
    view: z.strictObject({
      kreis: z.enum(['mir', 'einheit', 'vertretung']),
      fuer: id,
      grund: z
        .enum(['abgelehnt', 'konflikt', 'uebergabe', 'frist', 'schritt', 'gang', 'wiedervorlage', 'eingang'])
        .nullable(),
      text,
    }),
  }),
  z.strictObject({
    ...kept,
    list: z.literal('suche'),
    view: z.strictObject({
      text,
      filter: z.strictObject({ akte: id, art: id, von: day, bis: day, person: id, status: id }),
    }),
  }),
]);
export type SavedFilter = Readonly<z.infer<typeof savedFilterSchema>>;

/** Lists whose filters can be kept. */
export type FilteredList = SavedFilter['list'];

/** What a filter of this list says. */
export type FilterView<L extends FilteredList> = Extract<SavedFilter, { readonly list: L }>['view'];

/** Every kept filter of this device. */
export const savedFiltersSchema = z.array(savedFilterSchema).max(4 * filtersPerList);
