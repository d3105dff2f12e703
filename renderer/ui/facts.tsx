import type { ReactNode } from 'react';

/** Facts as name and value; an empty value is left out. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="kv">
      {rows.map(
        ([name, value], index) =>
          value !== '' &&
          value !== null &&
          value !== undefined && (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row keeps its place, its name changes with the language
            <div key={index}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
