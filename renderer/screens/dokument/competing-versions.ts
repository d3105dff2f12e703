import type { VersionZeile } from '../../replica-api/dokument-rows.ts';

/** Versionen from which nobody went on: two or more of them compete. */
export function competingVersions(versionen: readonly VersionZeile[]): readonly VersionZeile[] {
  const continued = new Set(versionen.map((version) => version.vorgaenger));
  return versionen.filter((version) => !continued.has(version.id));
}
