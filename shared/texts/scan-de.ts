/** The scan folder of a workstation. */
export const scanDe = {
  'scan.title': 'Scan-Ordner',
  'scan.why':
    'Was der Scanner in diesen Ordner legt, wird im Posteingang angeboten. Aufgenommene Dateien kommen in den Unterordner „uebernommen“; gelöscht wird nichts.',
  'scan.none': 'Kein Ordner gewählt.',
  'scan.folder': 'Beobachtet wird „{name}“.',
  'scan.fixed': 'Ihre Behörde hat den Ordner festgelegt.',
  'scan.choose': 'Ordner wählen …',
  'scan.stop': 'Nicht mehr beobachten',
  'scan.ready': '{n} {n|Scan liegt|Scans liegen} bereit.',
  'scan.unfinished': 'Noch unvollständig: {n}.',
  'scan.others': 'Weder PDF noch TIFF, bleibt liegen: {n}.',
  'scan.take': 'Scans aufnehmen …',
  'scan.stays': 'Eine Datei hat sich im Scan-Ordner verändert oder ließ sich nicht verschieben. Sie liegt noch dort.',
} as const;
