import { useState } from 'react';
import { type ErrorCode, errorCode } from '../../shared/errors.ts';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import { useTexts } from './use-texts.ts';

/** Of the product; the bundler writes it in. */
declare const __APP_VERSION__: string;

/** What happened, why, what now; the code in small print. Stands where the error happened. `error` null shows nothing. */
export function ErrorNote({ error }: { readonly error: unknown }) {
  if (error === null || error === undefined) return null;
  return <ErrorCodeNote code={errorCode(error)} />;
}

/** The same for a code that comes with the data; `warn` = a state to live with, such as no connection. */
export function ErrorCodeNote({ code, tone = 'bad' }: { readonly code: ErrorCode; readonly tone?: 'bad' | 'warn' }) {
  const { t, error, dateTime } = useTexts();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    const details = t('error.details', { version: __APP_VERSION__, time: dateTime(new Date().toISOString()), code });
    setCopied(copyText(`${details}\n${error(code)}`));
  };
  return (
    <div className={`note ${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      <p>{error(code)}</p>
      <div className="note-foot">
        <small>{t('error.code', { code })}</small>
        <Button look="quiet" onPress={copy}>
          {copied ? t('error.copied') : t('error.copy')}
        </Button>
      </div>
    </div>
  );
}
