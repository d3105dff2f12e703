import type { ReactNode } from 'react';
import { PanelEdge } from './panel-edge.tsx';

/** The panel at the right: the thing selected. Its edge moves. */
export function Panel(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <PanelEdge />
      <aside className="panel" aria-label={props.label} data-region="panel">
        {props.children}
      </aside>
    </>
  );
}

/** One part of a panel. */
export function Section(props: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <section className="sec">
      {props.title && <h2>{props.title}</h2>}
      {props.children}
    </section>
  );
}
