const de = {
  heading: (count: number) => (count === 1 ? 'Ein Dokument unterschreiben' : `${count} Dokumente unterschreiben`),
  legal: 'Fortgeschrittene elektronische Signatur. Sie ersetzt die gesetzliche Schriftform nicht.',
  dokument: 'Dokument',
  fassung: 'Fassung',
  digest: 'Prüfsumme (SHA-256)',
  keyFile: 'Schlüsseldatei',
  certificate: 'Zertifikat',
  unknownCertificate: 'wird nach Eingabe des Kennworts gelesen',
  noteLabel: 'Hinweis',
  note: 'Unterschrieben wird auf diesem Rechner, auch ohne Verbindung. Sperrstatus und Zeitstempel sind darin noch nicht enthalten.',
  password: 'Kennwort der Schlüsseldatei',
  cancel: 'Abbrechen',
  sign: (count: number) => (count === 1 ? 'Unterschreiben' : `${count} unterschreiben`),
};

const en: typeof de = {
  heading: (count) => (count === 1 ? 'Sign one document' : `Sign ${count} documents`),
  legal: 'Advanced electronic signature. It does not replace the written form required by law.',
  dokument: 'Document',
  fassung: 'Version',
  digest: 'Digest (SHA-256)',
  keyFile: 'Key file',
  certificate: 'Certificate',
  unknownCertificate: 'is read once the password was entered',
  noteLabel: 'Note',
  note: 'Signing happens on this computer, with or without a connection. Revocation status and time stamp are not included yet.',
  password: 'Password of the key file',
  cancel: 'Cancel',
  sign: (count) => (count === 1 ? 'Sign' : `Sign ${count}`),
};

/** Words of the confirmation window. */
export const confirmTexts = { de, en } as const;
