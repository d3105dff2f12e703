// Apache PDFBox as a peer: compiled here, then one warm Java process that signs what it is told.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { inRoot } from '../repository.mjs';
import { startLineProcess } from './line-process.mjs';

const jars = ['pdfbox2', 'fontbox2', 'commons-logging', 'bcprov', 'bcpkix', 'bcutil'].map(
  (name) => `/usr/share/java/${name}.jar`,
);
const folder = inRoot('dist/bench-java');

/** Compiles the peer; answers its class path, or null (and says so) when Java or the libraries are not there. */
export function preparePdfbox() {
  const missing = jars.filter((jar) => !existsSync(jar));
  try {
    if (missing.length > 0) throw new Error(`${missing.join(', ')} missing`);
    mkdirSync(folder, { recursive: true });
    const source = inRoot('build/bench/peers/SignWithPdfbox.java');
    execFileSync('javac', ['-nowarn', '-cp', jars.join(':'), '-d', folder, source], { stdio: 'pipe' });
    return [folder, ...jars].join(':');
  } catch (error) {
    console.error(`SKIPPED LOUDLY: PDFBox is not compared (${error.message.split('\n')[0]})`);
    console.error('  Debian: apt-get install default-jdk-headless libpdfbox2-java libbcpkix-java');
    return null;
  }
}

/** Starts the process; its lines are input, output, and `sync` or `none` (whether the output is on disk when it answers). */
export const startPdfbox = (classPath, keyFile, password) =>
  startLineProcess('java', ['-Xmx1g', '-cp', classPath, 'SignWithPdfbox', keyFile, password]);
