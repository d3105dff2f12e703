export function KonfliktScreen(_: { id?: string | null; einheit?: string | null }) {
  return null;
}
