/** Rows of a source whose records are not in columns: they are read before the list is asked. */
export interface ReadBefore<Z> {
  /** By id; replaced as a whole when something changed. */
  readonly rows: () => ReadonlyMap<string, Z>;
  /** Resolves when what will be answered is what is here now. */
  readonly prepare: () => Promise<void>;
}

/** Reads rows again when one of the tables changed. */
export function readBefore<Z extends { readonly id: string }>(
  tables: readonly { readonly changes: number }[],
  list: () => Promise<readonly Z[]>,
): ReadBefore<Z> {
  let rows: ReadonlyMap<string, Z> = new Map();
  let readAt = '';
  return {
    rows: () => rows,
    async prepare() {
      const now = tables.map(({ changes }) => changes).join();
      if (now === readAt) return;
      // What cannot be read now (R134) stays as it was, and is read with the next question.
      const read = await list().catch(() => null);
      if (!read) return;
      rows = new Map(read.map((row) => [row.id, row]));
      readAt = now;
    },
  };
}
