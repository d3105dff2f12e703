import { useEffect, useState } from 'react';
import { useTexts } from './use-texts.ts';

/** Words after a moment of waiting; nothing before, so that fast answers do not flicker. */
export function Loading() {
  const { t } = useTexts();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return <div className="empty">{isLate && <p role="status">{t('loading')}</p>}</div>;
}
