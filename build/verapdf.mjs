// `node build/verapdf.mjs`: veraPDF, the judge of PDF/A, in .venv/verapdf. Optional: needs Maven and Java; without it
// `npm run corpus` skips that check and says so.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { inRoot } from './repository.mjs';

const version = '1.28.2';
const folder = inRoot('.venv/verapdf');
const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';

/** The one jar with everything inside. */
export const veraPdfJar = `${folder}/greenfield-apps-${version}.jar`;

/** The class with the command line. */
export const veraPdfMain = 'org.verapdf.apps.GreenfieldCliWrapper';

if (process.argv[1] === import.meta.filename && !existsSync(veraPdfJar)) {
  mkdirSync(folder, { recursive: true });
  const artifact = `-Dartifact=org.verapdf.apps:greenfield-apps:${version}:jar`;
  const { status, error } = spawnSync('mvn', ['-q', '-B', copy, artifact, `-DoutputDirectory=${folder}`], {
    stdio: 'inherit',
    timeout: 300_000,
  });
  if (status !== 0) {
    console.error(error?.message ?? `mvn ended with code ${status}`);
    process.exit(1);
  }
}
