/** English words for shared/texts/scan-de.ts. */
export const scanEn = {
  'scan.title': 'Scan folder',
  'scan.why':
    'What the scanner puts into this folder is offered in the incoming mail. Files that were taken in go to the subfolder “uebernommen”; nothing is deleted.',
  'scan.none': 'No folder chosen.',
  'scan.folder': 'Watching “{name}”.',
  'scan.fixed': 'Your authority has set the folder.',
  'scan.choose': 'Choose a folder …',
  'scan.stop': 'Stop watching',
  'scan.ready': '{n} {n|scan is|scans are} ready.',
  'scan.unfinished': 'Not complete yet: {n}.',
  'scan.others': 'Neither PDF nor TIFF, left where it is: {n}.',
  'scan.take': 'Take in scans …',
  'scan.stays': 'A file in the scan folder changed or could not be moved. It still lies there.',
} as const;
