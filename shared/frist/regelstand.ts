/**
 * Which rules and holidays Fristen are computed by here, as year and month; another one as soon as any outcome is another one
 * (docs/spec/frist.md F51). A Frist keeps it, so that it can be told later by which it was computed.
 */
export const regelstand = '2026-11';
