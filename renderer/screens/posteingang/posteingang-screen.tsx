export function PosteingangScreen(_: { id?: string | null; einheit?: string | null }) {
  return null;
}
