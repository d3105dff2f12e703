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
