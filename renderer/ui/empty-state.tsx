import type { ReactNode } from 'react';

/** Says what will appear here, and offers the next step. */
export function EmptyState(props: { readonly title: string; readonly text: string; readonly action?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.action}
    </div>
  );
}
