export function AktenScreen(_: { id?: string | null; einheit?: string | null }) {
  return null;
}
