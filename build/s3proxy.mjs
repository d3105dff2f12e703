// `node build/s3proxy.mjs`: S3Proxy, another project's S3 server, in .venv/s3proxy. Optional: needs Maven and Java; without it
// the tests of the bucket are skipped and say so.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { inRoot } from './repository.mjs';

const version = '2.6.0';
const folder = inRoot('.venv/s3proxy');
const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';

/** The one jar with everything inside. */
export const s3ProxyJar = `${folder}/s3proxy-${version}-jar-with-dependencies.jar`;

if (process.argv[1] === import.meta.filename && !existsSync(s3ProxyJar)) {
  mkdirSync(folder, { recursive: true });
  const artifact = `-Dartifact=org.gaul:s3proxy:${version}:jar:jar-with-dependencies`;
  const { status, error } = spawnSync('mvn', ['-q', '-B', copy, artifact, `-DoutputDirectory=${folder}`], {
    stdio: 'inherit',
    timeout: 300_000,
  });
  if (status !== 0) {
    console.error(error?.message ?? `mvn ended with code ${status}`);
    process.exit(1);
  }
}
