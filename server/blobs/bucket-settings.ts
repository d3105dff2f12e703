/** Where an S3-compatible store keeps the blobs. */
export interface BucketSettings {
  /** Address of the bucket, path style: `https://host/bucket`, without a slash at the end. */
  readonly url: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The keys come from the environment: a command line is visible to every user of the machine. Undefined: blobs are files. */
export function readBucketSettings(
  options: { readonly 's3-url'?: string | undefined; readonly 's3-region'?: string | undefined },
  environment: Readonly<Record<string, string | undefined>>,
): BucketSettings | undefined {
  const url = options['s3-url'] ?? environment.S3_URL;
  if (!url) return undefined;
  const { S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey } = environment;
  if (!accessKey || !secretKey) throw new Error('--s3-url needs S3_ACCESS_KEY and S3_SECRET_KEY in the environment');
  const region = options['s3-region'] ?? environment.S3_REGION ?? 'us-east-1';
  return { url: url.replace(/\/$/, ''), region, accessKey, secretKey };
}
