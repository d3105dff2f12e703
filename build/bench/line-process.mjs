import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that does what a line says and answers `done`: `work` resolves when it has; `end` ends it. */
export function startLineProcess(executable, words, env = process.env) {
  const child = spawn(executable, words, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async work(...parts) {
      child.stdin.write(`${parts.join('\t')}\n`);
      const { value, done } = await answers.next();
      if (done || value !== 'done') throw new Error(`${words.at(-2)} ended early`);
    },
    end: () => child.stdin.end(),
  };
}
