import { randomBytes } from 'node:crypto';

/** Files that the person chose in the OS picker: the window gets tokens, never paths. */
export interface PickedFiles {
  add(path: string): string;
  /** Each token works once. */
  take(token: string): string | null;
}

/** An empty list of picked files. */
export function makePickedFiles(): PickedFiles {
  const paths = new Map<string, string>();
  return {
    add(path) {
      const token = randomBytes(16).toString('hex');
      paths.set(token, path);
      return token;
    },
    take(token) {
      const path = paths.get(token) ?? null;
      paths.delete(token);
      return path;
    },
  };
}
