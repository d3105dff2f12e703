/** What the replica worker may ask of the server, and nothing else. Paths below the server's origin. */
const SHA = '[0-9a-f]{64}';
const routes: readonly { readonly methods: readonly string[]; readonly path: RegExp }[] = [
  { methods: ['GET'], path: /^\/v1\/(info|trust)$/ },
  { methods: ['POST'], path: /^\/v1\/sync\/(hello|push|records)$/ },
  { methods: ['GET'], path: /^\/v1\/sync\/(pull|snapshot|live)$/ },
  { methods: ['POST'], path: /^\/v1\/blobs\/(have|uploads)$/ },
  { methods: ['HEAD', 'PATCH'], path: new RegExp(`^/v1/blobs/uploads/${SHA}$`) },
  { methods: ['GET'], path: new RegExp(`^/v1/blobs/${SHA}$`) },
  { methods: ['POST'], path: /^\/v1\/(tsa|evidence|packed|numbers|device\/key)$/ },
  { methods: ['GET', 'POST'], path: /^\/v1\/seal$/ },
];

/** Whether method and path are on the list. */
export function isServerRoute(method: string, path: string): boolean {
  return routes.some((route) => route.methods.includes(method) && route.path.test(path));
}

const requestHeaders = [
  'accept',
  'at-lost-blobs',
  'content-type',
  'range',
  'tus-resumable',
  'upload-length',
  'upload-metadata',
  'upload-offset',
  'upload-checksum',
];
const responseHeaders = [
  'content-type',
  'content-range',
  'location',
  'retry-after',
  'tus-resumable',
  'upload-length',
  'upload-offset',
];

/** The headers of the worker's request that the server gets. */
export const forwardedRequestHeaders = (from: Headers): Headers => pick(from, requestHeaders);

/** The headers of the server's answer that the worker gets; lengths and encodings are Chromium's business. */
export const forwardedResponseHeaders = (from: Headers): Headers => pick(from, responseHeaders);

function pick(from: Headers, names: readonly string[]): Headers {
  const to = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) to.set(name, value);
  }
  return to;
}
