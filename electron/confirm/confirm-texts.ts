const de = {
  heading: (count: number) => (count === 1 ? 'Ein Dokument unterschreiben' : `${count} Dokumente unterschreiben`),
  dokument: 'Dokument',
  fassung: 'Fassung',
  digest: 'Prüfsumme (SHA-256)',
  key: { file: 'Schlüsseldatei', card: 'Karte', remote: 'Fernsignatur' },
  certificate: 'Inhaber des Zertifikats',
  unknownCertificate: 'wird nach Eingabe des Kennworts genannt',
  noteLabel: 'Hinweis',
  note: 'Unterschrieben wird auf diesem Rechner, auch ohne Verbindung.',
  noteRemote: (service: string) => `Nur Prüfsummen gehen an ${service}, die Dokumente bleiben auf diesem Rechner.`,
  valid: 'Gültig',
  inBrowser: 'Nach dem Bestätigen öffnet sich Ihr Browser. Bitte geben Sie die Unterschrift dort frei.',
  elsewhere: 'Der Dienst verlangt hier keine Eingabe. Vielleicht fragt er auf einem anderen Gerät nach.',
  working: 'Der Dienst unterschreibt …',
  secret: { file: 'Kennwort der Schlüsseldatei', card: 'PIN der Karte' },
  pinPad: (count: number) =>
    count === 1
      ? 'Bitte geben Sie die PIN nach dem Bestätigen am Kartenleser ein.'
      : `Bitte geben Sie die PIN nach dem Bestätigen am Kartenleser ein. Manche Karten verlangen sie für jedes der ${count} Dokumente erneut.`,
  opened: 'Das Kennwort ist richtig. Bitte prüfen Sie, wem der Schlüssel gehört.',
  cancel: 'Abbrechen',
  next: 'Weiter',
  sign: (count: number) => (count === 1 ? 'Unterschreiben' : `${count} unterschreiben`),
};

const en: typeof de = {
  heading: (count) => (count === 1 ? 'Sign one document' : `Sign ${count} documents`),
  dokument: 'Document',
  fassung: 'Version',
  digest: 'Digest (SHA-256)',
  key: { file: 'Key file', card: 'Card', remote: 'Remote signature' },
  certificate: 'Holder of the certificate',
  unknownCertificate: 'is named once the password was entered',
  noteLabel: 'Note',
  note: 'Signing happens on this computer, with or without a connection.',
  noteRemote: (service) => `Only digests are sent to ${service}, the documents stay on this computer.`,
  valid: 'Valid',
  inBrowser: 'After confirming, your browser opens. Please approve the signature there.',
  elsewhere: 'The service wants nothing typed here. It may ask on another device.',
  working: 'The service is signing …',
  secret: { file: 'Password of the key file', card: 'PIN of the card' },
  pinPad: (count) =>
    count === 1
      ? 'After confirming, please enter the PIN at the card reader.'
      : `After confirming, please enter the PIN at the card reader. Some cards ask for it again for each of the ${count} documents.`,
  opened: 'The password is right. Please check whose key it is.',
  cancel: 'Cancel',
  next: 'Continue',
  sign: (count) => (count === 1 ? 'Sign' : `Sign ${count}`),
};

/** Words of the confirmation window. */
export const confirmTexts = { de, en } as const;
