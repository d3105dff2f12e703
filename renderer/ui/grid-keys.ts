/** What a key does in a grid. */
export type GridMove =
  | { readonly kind: 'move'; readonly index: number; readonly extend: boolean }
  | { readonly kind: 'open' }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'all' };

interface GridKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Decides what a key means at row `index` (-1 = none yet) of `count` rows, `pageRows` of them visible; null = nothing. */
export function gridMove(event: GridKey, index: number, count: number, pageRows: number): GridMove | null {
  if (count === 0) return null;
  const to = (target: number): GridMove => ({
    kind: 'move',
    index: Math.min(count - 1, Math.max(0, target)),
    extend: event.shiftKey,
  });
  switch (event.key) {
    case 'ArrowDown':
      return to(index + 1);
    case 'ArrowUp':
      return to(index - 1);
    case 'PageDown':
      return to(index + pageRows);
    case 'PageUp':
      return to(index - pageRows);
    case 'Home':
      return to(0);
    case 'End':
      return to(count - 1);
    case 'Enter':
      return index < 0 ? null : { kind: 'open' };
    case ' ':
      return index < 0 ? null : { kind: 'toggle' };
    case 'a':
      return event.ctrlKey || event.metaKey ? { kind: 'all' } : null;
    default:
      return null;
  }
}
