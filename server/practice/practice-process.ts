import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PGliteOptions } from '@electric-sql/pglite';
import type { FromPractice, ToPractice } from '../../shared/practice-messages.ts';
import { answerPractice } from './answer-practice.ts';
import { startPracticeAuthority } from './practice-authority.ts';
import { practicePost } from './practice-post.ts';

/** Entry of the process of the practice authority: the agency's server without a network, which ends with practice. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: ToPractice }) => void): void;
  postMessage(message: FromPractice): void;
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };

/** Node has it; the compiler's library for the server does not. */
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<NonNullable<PGliteOptions['pgliteWasmModule']>> };
};

/** PostgreSQL's program and its first files lie beside this bundle (build/bundle.mjs). */
async function readDatabase() {
  const read = (name: string) => readFile(path.join(import.meta.dirname, 'practice', name));
  const [program, first, files] = await Promise.all(['pglite.wasm', 'initdb.wasm', 'pglite.data'].map(read));
  return {
    pgliteWasmModule: await WebAssembly.compile(program!),
    initdbWasmModule: await WebAssembly.compile(first!),
    fsBundle: new Blob([files!]),
  };
}

const authority = await startPracticeAuthority(await readDatabase(), () => new Date());
const answer = answerPractice(authority.app, (message) => parentPort.postMessage(message));
parentPort.on('message', ({ data }) => answer(data));
const { password, keyFile } = authority;
parentPort.postMessage({ ready: { password, keyFile, post: practicePost() } });
