import type { ChildProcess, SpawnOptions } from 'node:child_process';

export interface ChildGroups {
  start(program: string, words: readonly string[], options?: SpawnOptions): ChildProcess;
  ended(child: ChildProcess): Promise<void>;
  adopt(child: ChildProcess): void;
  end(): Promise<void>;
}

export function createChildGroups(): ChildGroups;
