import { useEffect } from 'react';
import { reportDue } from './actions/report-due.ts';
import { useQuery } from './use-query.ts';

const reportEveryMs = 60_000;

/** Reports what waits today whenever it changes, and every minute: what came in the quiet time is told after it. */
export function useReportDue(): void {
  const overview = useQuery('uebersicht', {});
  const heute = overview?.vorrat;
  const fristen = overview?.fristenHeute;
  useEffect(() => {
    if (heute === undefined || fristen === undefined) return;
    // A report that fails costs one notification.
    const report = () => void reportDue({ heute, fristen }).catch(() => undefined);
    report();
    const timer = setInterval(report, reportEveryMs);
    return () => clearInterval(timer);
  }, [heute, fristen]);
}
