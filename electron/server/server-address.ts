import { AppError } from '../../shared/errors.ts';

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * The origin of what a person typed or policy names: https, or http on this very computer. Everything behind the origin is
 * dropped. Throws AppError 'input-invalid'.
 */
export function serverOrigin(typed: string): string {
  const text = typed.trim();
  const url = parse(withScheme(text));
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (!url || !isSafe || url.username || url.password) throw new AppError('input-invalid');
  return url.origin;
}

const withScheme = (text: string) => (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
