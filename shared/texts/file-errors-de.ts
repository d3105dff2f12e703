import type { ErrorCode } from '../errors.ts';

/** What is wrong with a file that is no PDF, in German: scans, e-mails, office documents, containers. */
export const fileErrorsDe = {
  'tiff-damaged':
    'Das Bild (TIFF) ist beschädigt oder unvollständig. Die Datei bleibt, wie sie ist. Scannen Sie das Schriftstück noch einmal, oder bitten Sie um eine neue Datei.',
  'tiff-unknown':
    'Diese Art von TIFF wird nicht aufgenommen, zum Beispiel mit Druckfarben, Kacheln oder Durchsichtigkeit. Die Datei bleibt, wie sie ist. Speichern Sie sie im Bildprogramm als PDF.',
  'tiff-too-large':
    'Das TIFF hat zu viele Seiten oder zu große Bilder. Die Datei bleibt, wie sie ist. Teilen Sie sie, oder scannen Sie mit geringerer Auflösung.',
  'mail-damaged':
    'Die E-Mail ist beschädigt oder nennt keinen Absender und lässt sich nicht lesen. Die Datei ist unverändert. Speichern Sie sie im E-Mail-Programm noch einmal.',
  'mail-too-large':
    'Die E-Mail ist zu groß oder hat zu viele Anhänge, um hier gelesen zu werden (höchstens 128 MB und 300 Anhänge). Nehmen Sie die Anhänge einzeln auf.',
  'office-damaged':
    'Die Textdatei ist beschädigt und lässt sich nicht lesen. Die Datei bleibt, wie sie ist. Öffnen Sie sie im Schreibprogramm und speichern Sie sie dort neu.',
  'office-too-large':
    'Die Textdatei ist zu groß, um hier gelesen zu werden. Die Datei bleibt, wie sie ist. Teilen Sie sie auf oder speichern Sie sie als PDF.',
  'office-encrypted':
    'Die Textdatei ist mit einem Kennwort geschützt und lässt sich hier nicht lesen. Speichern Sie sie im Schreibprogramm ohne Kennwort.',
  'office-active':
    'Diese Textdatei enthält Makros oder lädt Inhalte von anderer Stelle. Zum Schutz vor Schadprogrammen wird sie von hier aus weder geöffnet noch umgewandelt. Bitten Sie um eine Fassung ohne diese Inhalte.',
  'office-not-allowed':
    'Ihre Behörde hat das Bearbeiten im Schreibprogramm auf diesem Gerät nicht freigegeben. Bitte wenden Sie sich an Ihre IT-Betreuung.',
  'office-not-opened':
    'Das Schreibprogramm ließ sich nicht starten. Es ist nichts verloren. Prüfen Sie, ob LibreOffice oder Word auf diesem Gerät eingerichtet ist.',
  'office-no-converter':
    'Auf diesem Gerät ist kein LibreOffice eingerichtet, das die Reinschrift erzeugen kann. Speichern Sie die Datei im Schreibprogramm als PDF/A und nehmen Sie dieses PDF als Reinschrift auf.',
  'office-not-converted':
    'LibreOffice hat keine brauchbare Reinschrift erzeugt. Der Entwurf ist unverändert. Versuchen Sie es noch einmal, oder speichern Sie ihn im Schreibprogramm als PDF/A.',
  'container-damaged': 'Der Container ist beschädigt und lässt sich nicht lesen. Bitte fordern Sie ihn neu an.',
  'container-unsafe':
    'Der Container ist ungewöhnlich aufgebaut (etwa doppelte Namen oder übermäßig große Inhalte) und wird nicht geöffnet. Bitte fordern Sie ihn neu an.',
  'container-type-unknown':
    'Das ist kein Container mit Unterschriften (ASiC-E, ASiC-S). Bitte prüfen Sie, ob es die richtige Datei ist.',
  'container-without-pdf':
    'In diesem Container ist kein PDF, das sich zeigen ließe. Speichern Sie unter „Prüfung“ eine Kopie des Inhalts.',
  'container-not-changed':
    'Container mit Unterschriften, E-Mails und Textdateien werden nicht gestempelt und nicht unterschrieben. Nehmen Sie das Dokument heraus oder erzeugen Sie die Reinschrift; das PDF lässt sich stempeln und unterschreiben.',
  'signature-without-document':
    'Das Dokument zu dieser Signatur fehlt. Bitte wählen Sie Dokument und Signatur zusammen aus.',
  'signature-not-of-document':
    'Die Signatur gehört nicht zu diesem Dokument, oder es wurde danach verändert. Bitte fordern Sie beides neu an, oder nehmen Sie das Dokument ohne die Signatur auf.',
} as const satisfies Partial<Record<ErrorCode, string>>;
