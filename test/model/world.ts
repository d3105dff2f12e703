import type { Operation } from '../../shared/change.ts';
import type { ModelDevice } from './model-device.ts';
import type { ModelServer } from './model-server.ts';

/** Everything that happened: both ends, and the operations whose saving a screen announced, in order. */
export interface World {
  readonly server: ModelServer;
  readonly devices: readonly ModelDevice[];
  readonly saved: readonly Operation[];
}

/** A broken promise of docs/spec/sync.md; the message begins with its number. */
export class Violation extends Error {
  readonly invariant: string;

  constructor(invariant: string, what: string) {
    super(`${invariant}: ${what}`);
    this.name = 'Violation';
    this.invariant = invariant;
  }
}

/** Throws a {@link Violation} unless `holds`. */
export function expectInvariant(invariant: string, holds: boolean, what: () => string): void {
  if (!holds) throw new Violation(invariant, what());
}
