export function AusgangScreen(_: { id?: string | null; einheit?: string | null }) {
  return null;
}
