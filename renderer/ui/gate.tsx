import type { ReactNode } from 'react';
import { useTexts } from './use-texts.ts';

/** The plain page before the Aktentasche is open: one card, and a status line that tells the truth. */
export function Gate(props: { readonly status: string; readonly children: ReactNode; readonly extra?: ReactNode }) {
  const { t } = useTexts();
  return (
    <div className="gate">
      <main className="gate-card">
        <div className="brand">{t('app.name')}</div>
        {props.children}
      </main>
      <footer className="status">
        <span role="status">
          <i className="dot" aria-hidden="true" />
          {props.status}
        </span>
        <div className="right">{props.extra}</div>
      </footer>
    </div>
  );
}
