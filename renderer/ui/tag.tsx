import type { ReactNode } from 'react';

/** A short word with a meaning; the colour only supports it. */
export function Tag(props: { readonly tone?: 'ok' | 'warn' | 'bad' | 'info'; readonly children: ReactNode }) {
  return <span className={`tag ${props.tone ?? ''}`}>{props.children}</span>;
}
