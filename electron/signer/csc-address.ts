const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether a signature service may be asked at this address: https, or http on this very computer. */
export function isServiceUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  return isSafe && username === '' && password === '' && search === '' && hash === '';
}

/** Whether `url` is the base address itself or lies below it. */
export function isBelow(base: string, url: string): boolean {
  return URL.canParse(url) && `${new URL(url).href}/`.startsWith(`${new URL(base).href.replace(/\/+$/, '')}/`);
}
