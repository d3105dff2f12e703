/** Names of what `bundle` can build. */
export const partNames: readonly string[];
/** Builds the product into `dist/`, or the parts named in `only`. */
export function bundle(options?: {
  readonly only?: readonly string[];
  readonly log?: (line: string) => void;
}): Promise<void>;
