export function EinstellungenScreen(_: { id?: string | null; einheit?: string | null }) {
  return null;
}
