export function AkteScreen(_: { id?: string | null; einheit?: string | null }) {
  return null;
}
