export function VorgangScreen(_: { id?: string | null; einheit?: string | null }) {
  return null;
}
