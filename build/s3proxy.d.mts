/** The one jar with everything inside. */
export const s3ProxyJar: string;
