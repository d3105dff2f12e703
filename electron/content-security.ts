/** Scripts that run WebAssembly: hashing of large PDFs and reading words in pictures, beside the page. Names as the bundler writes them. */
const WASM_SCRIPT = /\/(pdf-worker|raise-worker|recognition-worker|replica-worker)[^/]*\.js$/;

/** What opens foreign bytes and needs no server: main would forward whatever it asks of it in the person's name. */
const READING_SCRIPT = /\/recognition-worker[^/]*\.js$/;

/** Content security policy of one answer below `app://aktentasche/`. A worker has the policy of its own script. */
export function appPolicy(pathname: string, nonce: string): string {
  const wasm = WASM_SCRIPT.test(pathname) ? " 'wasm-unsafe-eval'" : '';
  const connect = READING_SCRIPT.test(pathname) ? 'app://aktentasche/recognition/' : "'self'";
  return [
    "default-src 'none'",
    `script-src 'self'${wasm}`,
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src ${connect}`,
    'frame-src akten-viewer:',
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** Policy of the isolated PDF page. */
export const VIEWER_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  'img-src blob: data:',
  "font-src 'self' data:",
  "connect-src 'self'",
  'frame-ancestors app://aktentasche app://fenster',
].join('; ');

/** Policy of a document's own window: its page, the viewer in a frame, and no connection to anything. */
export const windowPolicy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    'frame-src akten-viewer:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');

/** Policy of main's own small windows: no scripts at all, their preload does the work. */
export const confirmPolicy = (nonce: string) =>
  `default-src 'none'; style-src 'nonce-${nonce}'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
