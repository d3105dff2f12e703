import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { BucketSettings } from './bucket-settings.ts';

const ANSWER_MS = 60_000;

/** The part of the S3 protocol that is needed here. Whatever is not answered as expected throws. */
export interface Bucket {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The object or a part of it, ends inclusive. */
  get(
    key: string,
    range?: { readonly start: number; readonly end: number },
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  /** Null when there is none. */
  sizeBytes(key: string): Promise<number | null>;
  /** In order of the keys. */
  list(prefix: string): Promise<readonly { readonly key: string; readonly sizeBytes: number }[]>;
  remove(key: string): Promise<void>;
  /** An object that appears as a whole when it is complete. */
  beginLarge(key: string): Promise<LargeObject>;
}

/** An object in the making. */
export interface LargeObject {
  addPart(bytes: Uint8Array): Promise<void>;
  complete(): Promise<void>;
  abort(): Promise<void>;
}

/** Speaks with the bucket; requests are signed (AWS Signature Version 4), bodies are covered by the signature. */
export function openBucket({ url, region, accessKey, secretKey }: BucketSettings): Bucket {
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
    retries: 3,
  });

  const ask = async (
    method: string,
    path: string,
    more: { readonly body?: Uint8Array | string; readonly headers?: Record<string, string> } = {},
  ): Promise<Response> => {
    const body = more.body ?? '';
    const answer = await client.fetch(`${url}/${path}`, {
      method,
      headers: { ...more.headers, 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') },
      ...(more.body !== undefined && { body: body as string | Buffer<ArrayBuffer> }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (answer.ok || answer.status === 404) return answer;
    // Not its text: it names keys and addresses.
    await answer.body?.cancel();
    throw new Error(`the bucket answered ${answer.status} to ${method}`);
  };
  const askFound = async (...words: Parameters<typeof ask>): Promise<Response> => {
    const answer = await ask(...words);
    if (answer.status === 404) throw new Error(`the bucket does not know what ${words[0]} asks for`);
    return answer;
  };
  const done = async (answer: Response): Promise<string> => answer.text();

  return {
    put: async (key, bytes) => void (await done(await askFound('PUT', key, { body: bytes }))),
    async get(key, range) {
      const headers = range ? { range: `bytes=${range.start}-${range.end}` } : undefined;
      const answer = await askFound('GET', key, headers ? { headers } : {});
      return answer.body ?? new Blob([]).stream();
    },
    async sizeBytes(key) {
      const answer = await ask('HEAD', key);
      return answer.status === 404 ? null : Number(answer.headers.get('content-length'));
    },
    async list(prefix) {
      const found: { key: string; sizeBytes: number }[] = [];
      for (let isMore = true; isMore; ) {
        const words = new URLSearchParams({ 'list-type': '2', prefix, 'start-after': found.at(-1)?.key ?? prefix });
        const text = await done(await askFound('GET', `?${words}`));
        isMore = /<IsTruncated>true</.test(text);
        for (const [, entry] of text.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
          found.push({ key: textOf(entry!, 'Key'), sizeBytes: Number(textOf(entry!, 'Size')) });
        }
      }
      return found;
    },
    remove: async (key) => void (await done(await ask('DELETE', key))),
    async beginLarge(key) {
      const id = encodeURIComponent(textOf(await done(await askFound('POST', `${key}?uploads=`)), 'UploadId'));
      const tags: string[] = [];
      return {
        async addPart(bytes) {
          const answer = await askFound('PUT', `${key}?partNumber=${tags.length + 1}&uploadId=${id}`, { body: bytes });
          await done(answer);
          tags.push(answer.headers.get('etag') ?? '');
        },
        async complete() {
          const parts = tags.map((tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag}</ETag></Part>`);
          const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
          const text = await done(await askFound('POST', `${key}?uploadId=${id}`, { body }));
          // This one request may fail after its headers were sent: 200 is no answer yet.
          if (!text.includes('CompleteMultipartUploadResult'))
            throw new Error('the bucket did not complete the object');
        },
        abort: async () => void (await done(await ask('DELETE', `${key}?uploadId=${id}`))),
      };
    },
  };
}

/** Our keys, sizes and upload ids hold nothing that XML escapes. */
function textOf(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
}
