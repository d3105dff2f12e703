import type { ErrorCode } from '../errors.ts';
import { fileErrorsDe } from './file-errors-de.ts';

/** What happened and what to do now, in German. Two short sentences a citizen would understand. */
export const errorsDe: Readonly<Record<ErrorCode, string>> = {
  internal:
    'Das Programm hat einen unerwarteten Fehler bemerkt. Ihre gespeicherten Daten sind sicher; bitte versuchen Sie es erneut.',
  'input-invalid': 'Diese Eingabe passt nicht. Bitte prüfen Sie die Angaben.',
  'answer-invalid':
    'Das Programm konnte eine Antwort aus seinem eigenen Inneren nicht lesen. Ob die letzte Handlung gespeichert wurde, ist offen: Bitte sperren und entsperren Sie und sehen Sie nach, bevor Sie sie wiederholen.',
  'too-large': 'Die Daten sind größer, als hier verarbeitet werden kann. Bitte wählen Sie eine kleinere Datei.',
  'too-many-calls': 'Es kamen zu viele Anfragen auf einmal. Bitte warten Sie einen Moment.',
  cancelled: 'Der Vorgang wurde abgebrochen. Es wurde nichts verändert.',
  'passphrase-wrong':
    'Die Passphrase stimmt nicht. Bitte achten Sie auf Groß- und Kleinschreibung und versuchen Sie es erneut.',
  'passphrase-too-weak':
    'Die Passphrase ist zu kurz oder zu leicht zu erraten. Bitte wählen Sie mindestens 12 Zeichen, zum Beispiel vier Wörter.',
  'recovery-code-wrong': 'Der Wiederherstellungscode stimmt nicht. Bitte prüfen Sie jede Gruppe des Ausdrucks.',
  'keyring-missing':
    'Der Schlüsselbund des Rechners fehlt oder ist nicht sicher. Die Daten werden nur mit der Passphrase geschützt.',
  'vault-damaged':
    'Die Schlüsseldatei ist beschädigt. Bitte nutzen Sie die Notfallkopie oder richten Sie die Aktentasche neu ein.',
  'vault-missing':
    'Die Schlüsseldatei dieser Aktentasche fehlt. Was noch nicht gesendet war, liegt verschlüsselt hier und bleibt erhalten. Bitte legen Sie die Datei zurück; oder melden Sie sich an und holen Sie die Arbeit mit Notfallkopie und Wiederherstellungscode zurück; oder richten Sie das Gerät neu ein.',
  locked: 'Die Aktentasche ist gesperrt. Bitte entsperren Sie sie zuerst.',
  'lease-expired':
    'Die Frist ohne Abgleich ist abgelaufen. Bitte verbinden Sie sich mit der Behörde, um weiterzuarbeiten.',
  'already-running': 'Die Aktentasche läuft bereits. Das offene Fenster wird nach vorn geholt.',
  'policy-invalid': 'Die Vorgaben der Behörde auf diesem Rechner sind fehlerhaft. Bitte wenden Sie sich an Ihre IT.',
  'disk-full':
    'Der Datenträger ist voll, die Änderung wurde nicht gespeichert. Bitte schaffen Sie Platz und speichern Sie erneut.',
  'journal-damaged':
    'Das Journal dieses Geräts ist beschädigt oder fehlt; daran wurde nichts verändert. Eine Sicherung oder Notfallkopie bringt nicht Gesendetes zurück.',
  'journal-write-failed':
    'Die Änderung konnte nicht sicher gespeichert werden. Bitte schreiben Sie sie nicht neu, bevor der Datenträger geprüft ist.',
  'log-shortened':
    'Dem Zugriffsprotokoll dieses Geräts fehlen Einträge am Ende, oder es lässt sich nicht mehr feststellen, wo es endete. Es geht mit einem Vermerk darüber weiter. Bitte sagen Sie es Ihrer IT oder der oder dem Datenschutzbeauftragten.',
  'replica-damaged': 'Die lokale Kopie war beschädigt und wird neu aufgebaut. Nicht Gesendetes ist erhalten.',
  'notfallkopie-invalid': 'Diese Notfallkopie ist unvollständig oder verändert. Bitte wählen Sie eine andere.',
  'notfallkopie-other-person':
    'Diese Arbeit gehört einer anderen Person oder Behörde. Bitte melden Sie sich mit dem Konto an, mit dem sie entstanden ist.',
  'version-not-here': 'Diese Fassung ist nicht auf diesem Gerät. Sie wird geladen, sobald eine Verbindung besteht.',
  'value-invalid': 'Dieser Wert ist für das Feld nicht zulässig. Bitte ändern Sie ihn.',
  'server-unreachable':
    'Der Server der Behörde ist nicht erreichbar. Bitte prüfen Sie die Verbindung; was schon gespeichert ist, wird später gesendet.',
  'server-not-there':
    'Unter dieser Adresse antwortet kein Server einer Behörde. Bitte prüfen Sie, ob dieser Computer mit dem Netz verbunden ist und ob die Adresse stimmt; Ihre IT kennt sie.',
  'server-certificate':
    'Das Zertifikat des Servers ist nicht vertrauenswürdig. Es wurde nichts gesendet; bitte wenden Sie sich an Ihre IT.',
  'server-too-old':
    'Server und Aktentasche haben verschiedene Protokollversionen. Bitte aktualisieren Sie das Programm.',
  'server-answer-invalid':
    'Der Server hat unverständlich geantwortet. Es wurde nichts übernommen; der Abgleich wird wiederholt.',
  'sign-in-failed': 'Die Anmeldung ist fehlgeschlagen. Bitte prüfen Sie Name und Kennwort.',
  'device-revoked':
    'Dieses Gerät wurde von der Behörde gesperrt. Nicht Gesendetes bleibt erhalten: Klären Sie den Grund mit Ihrer IT; danach können Sie in den Einstellungen unter „Abgleich“ als neues Gerät weiterarbeiten.',
  'device-returned':
    'Dieses Gerät wurde zurückgegeben und ist gesperrt. In den Einstellungen unter „Gerät zurückgeben“ bekommen Sie die Quittung noch einmal und löschen, was hier noch liegt. Kommen Sie dort nicht mehr hin, hilft Ihre IT.',
  'device-unsent':
    'Auf diesem Gerät liegt noch etwas, das die Behörde nicht hat, oder eine abgelehnte Änderung wartet. Sehen Sie im Ausgang nach, gleichen Sie ab und geben Sie das Gerät dann zurück.',
  'device-fork':
    'Dieses Profil wurde offenbar kopiert und doppelt benutzt. Nichts geht verloren: In den Einstellungen unter „Abgleich“ können Sie als neues Gerät weiterarbeiten.',
  'token-invalid': 'Die Anmeldung am Server ist abgelaufen. Sie wird automatisch erneuert.',
  'clock-skew': 'Die Uhr dieses Rechners weicht stark von der Behörde ab. Bitte stellen Sie die Uhr richtig.',
  'package-damaged':
    'Diese Übergabe ist beschädigt und lässt sich nicht öffnen. Bitten Sie die Person, die Änderungen noch einmal zu übergeben.',
  'package-forged':
    'Diese Übergabe stammt nicht unverändert von der Person, die als Absenderin genannt ist. Übernehmen Sie nichts daraus und verständigen Sie die IT.',
  'package-not-for-device':
    'Diese Übergabe wurde nicht für dieses Gerät verschlossen, sondern für eines, das Sie zurückgegeben haben oder an dem Sie gerade nicht sitzen. Öffnen Sie sie dort, oder bitten Sie die Person, sie noch einmal zu übergeben.',
  'package-twice': 'Diese Änderungen wurden schon übergeben. Sie müssen nichts weiter tun.',
  'akte-has-open-vorgaenge':
    'Diese Akte hat noch offene Vorgänge. Verfügen Sie zuerst alle Vorgänge zu den Akten, dann lässt sich die Akte abschließen.',
  'vertraulichkeit-too-high':
    'So hoch darf die Vertraulichkeit hier nicht sein: Diese Umgebung ist dafür nicht zugelassen. Wählen Sie eine niedrigere Stufe oder fragen Sie Ihre Geheimschutzstelle.',
  'reason-missing':
    'Die Vertraulichkeit wurde herabgesetzt, ohne dass ein Grund dabei steht. Geben Sie den Grund an und speichern Sie noch einmal.',
  'package-settled': 'Diese Übergabe ist schon erledigt, zum Beispiel an einem anderen Gerät.',
  'package-not-here':
    'Der Inhalt dieser Übergabe liegt noch nicht auf diesem Gerät. Öffnen Sie sie, sobald die Behörde erreichbar ist.',
  'dokument-frozen':
    'Dieses Dokument ist schlussgezeichnet und nimmt keine neue Fassung an. Die Federführung kann es mit einer Begründung wieder öffnen.',
  'schritt-not-current':
    'Dieser Schritt ist nicht an der Reihe, schon erledigt, oder die Federführung hat ihn inzwischen geändert. Bitte sehen Sie sich den Geschäftsgang an, wie er jetzt ist.',
  'change-unclassified':
    'Der Entwurf wurde geändert, und die Federführung hat die Änderung noch nicht eingeordnet. Danach kann weitergezeichnet werden.',
  'version-superseded':
    'Inzwischen gilt eine andere Fassung des Dokuments. Bitte sehen Sie sich die neue Fassung an und entscheiden Sie dann.',
  'zeichnung-invalid':
    'Diese Zeichnung passt nicht zu Person, Gerät oder Geschäftsgang und wurde nicht angenommen. Bitte zeichnen Sie nach einem Abgleich noch einmal.',
  'recipient-no-right':
    'Diese Person darf in der Akte selbst nichts eintragen. Bitte wählen Sie jemand anderen, am besten aus der Leitung der federführenden Stelle.',
  'recipient-no-key':
    'Für diese Person ist noch kein Gerät bekannt, für das sich die Übergabe verschließen lässt. Sie muss sich dort einmal abgeglichen haben.',
  'not-deputy':
    'Nach den Angaben der Behörde vertreten Sie diese Person nicht. Ihre Eingabe bleibt erhalten; Sie können sie noch einmal im eigenen Namen vornehmen oder die Vertretung eintragen lassen.',
  'no-right': 'Dafür fehlt Ihnen das Recht. Ihre Eingabe bleibt erhalten; bitte wenden Sie sich an die Federführung.',
  'not-found': 'Das gesuchte Objekt gibt es hier nicht. Möglicherweise wurde es verschoben.',
  'akte-closed':
    'Der Vorgang oder seine Akte ist inzwischen geschlossen. Ihre Änderung bleibt erhalten; bitten Sie um Wiedereröffnung oder verwerfen Sie sie.',
  'version-unknown':
    'Die Fassung, auf die sich dieser Schritt bezieht, kennt der Server nicht. Ihre Eingabe bleibt erhalten.',
  'schema-too-old': 'Diese Änderung stammt aus einer zu alten Programmversion. Bitte aktualisieren Sie das Programm.',
  'operation-gap': 'Dem Server fehlt eine frühere Änderung dieses Geräts. Sie wird automatisch nachgesendet.',
  'operation-invalid': 'Der Server konnte diese Änderung nicht verstehen. Sie bleibt auf diesem Gerät erhalten.',
  'resync-needed':
    'Dieses Gerät war lange nicht verbunden. Die lokale Kopie wird neu geladen; nicht Gesendetes bleibt erhalten.',
  'blob-offset': 'Die Übertragung wurde an anderer Stelle unterbrochen. Sie wird automatisch fortgesetzt.',
  'blob-checksum': 'Die übertragenen Daten stimmen nicht mit der Prüfsumme überein. Die Übertragung wird wiederholt.',
  'blob-incomplete': 'Die Datei ist noch nicht vollständig beim Server. Die Änderung folgt, sobald sie übertragen ist.',
  'blob-lost':
    'Die Bytes dieser Fassung sind auf diesem Gerät verloren gegangen. Bitte erstellen Sie die Fassung neu; alles Übrige wird weiter gesendet.',
  'pdf-empty': 'Die Datei ist leer (0 Byte). Bitte lassen Sie sich die Datei neu schicken.',
  'pdf-no-header': 'Das ist keine PDF-Datei. Bitte wählen Sie eine Datei, die mit einem PDF-Kopf beginnt.',
  'pdf-truncated':
    'Die PDF-Datei ist abgeschnitten. Das Original bleibt unverändert; bitte lassen Sie sich die Datei neu schicken.',
  'pdf-xref-damaged':
    'Das Inhaltsverzeichnis der PDF-Datei ist beschädigt. Sie können eine normalisierte Fassung anlegen und diese zeichnen.',
  'pdf-xref-loop': 'Das Inhaltsverzeichnis der PDF-Datei verweist im Kreis. Die Datei wird nicht verändert.',
  'pdf-object-damaged': 'Ein Bestandteil der PDF-Datei ist beschädigt. Die Datei wird nicht verändert.',
  'pdf-too-deep': 'Die PDF-Datei ist zu tief verschachtelt. Sie wird aus Sicherheitsgründen nicht verarbeitet.',
  'pdf-too-much-data':
    'Die PDF-Datei entpackt sich zu übergroßen Daten. Sie wird aus Sicherheitsgründen nicht verarbeitet.',
  'pdf-page-tree-damaged': 'Der Seitenbaum der PDF-Datei ist beschädigt. Die Datei wird nicht verändert.',
  'pdf-no-pages': 'Die PDF-Datei hat keine Seiten. Sie kann nicht gestempelt oder gezeichnet werden.',
  'pdf-page-out-of-range': 'Diese Seite gibt es in der PDF-Datei nicht. Bitte wählen Sie eine vorhandene Seite.',
  'pdf-encrypted': 'Die PDF-Datei ist mit einem Passwort geschützt. Bitte geben Sie das Passwort ein.',
  'pdf-password-wrong':
    'Dieses Passwort öffnet die PDF-Datei nicht. Bitte prüfen Sie Groß- und Kleinschreibung und versuchen Sie es erneut.',
  'pdf-permission-missing':
    'Die PDF-Datei erlaubt diese Änderung nur mit dem Passwort des Eigentümers. Bitte geben Sie dieses Passwort ein.',
  'pdf-encryption-unknown':
    'Die PDF-Datei ist auf eine Art verschlüsselt, die hier niemand lesen kann. Bitte lassen Sie sich eine andere Fassung geben.',
  'pdf-filter-unknown': 'Die PDF-Datei nutzt eine unbekannte Kompression. Sie wird nicht verändert.',
  'pdf-too-large': 'Die PDF-Datei ist größer als 10 GB. So große Dateien werden nicht verarbeitet.',
  'pdf-changed-meanwhile':
    'Die Datei wurde während der Bearbeitung verändert. Es wurde nichts geschrieben; bitte beginnen Sie neu.',
  'pdf-xfa-dynamic': 'Das ist ein dynamisches XFA-Formular. Bitte wandeln Sie es in ein gewöhnliches PDF um.',
  'pdf-changes-forbidden':
    'Die Unterschrift in dieser Datei verbietet diese Änderung. Legen Sie stattdessen einen Laufzettel an.',
  'pdf-signature-broken': 'Eine vorhandene Unterschrift ist bereits ungültig. Die Datei wird nicht weiter verändert.',
  'pdf-field-exists': 'Ein Unterschriftsfeld mit diesem Namen gibt es schon. Bitte wählen Sie einen anderen Namen.',
  'pdf-seed-value-forbids':
    'Dieses Unterschriftsfeld schreibt etwas vor, das die Unterschrift nicht erfüllt, zum Beispiel Grund, Verfahren oder Zeitstempel. Bitte passen Sie den Grund an oder wählen Sie ein anderes Feld.',
  'signature-image-unfit':
    'Dieses Bild passt nicht in eine Unterschrift. Bitte wählen Sie ein PNG oder JPEG in Farbe oder Grau, höchstens 1 MB groß.',
  'stamp-kind-unknown': 'Diese Stempelart gibt es nicht. Bitte wählen Sie eine aus der Liste.',
  'stamp-text-unsupported':
    'Der Stempeltext enthält Zeichen, die die Schrift nicht darstellen kann. Bitte ändern Sie den Text.',
  'stamp-field-invalid':
    'Ein Feld des Stempels fehlt oder ist falsch. Bitte prüfen Sie Datum, Quelle und die übrigen Felder.',
  'stamp-only-unsigned': 'Dieser Stempel darf nicht auf eine unterschriebene Datei. Die Datei bleibt, wie sie ist.',
  'stamp-needs-qualified-signature':
    'Ein elektronischer Beglaubigungsvermerk gilt nur mit qualifizierter elektronischer Signatur (§ 33 Abs. 5 VwVfG). Bitte beglaubigen Sie mit einer Signaturkarte.',
  'stamp-definition-invalid': 'Der Stempel ist so nicht vollständig. Bitte prüfen Sie die Hinweise neben der Vorschau.',
  'collection-empty': 'Hier gibt es keine Dokumente, aus denen eine PDF-Datei werden könnte.',
  'pdf-certify-too-late':
    'Nur die erste Unterschrift kann festlegen, was danach erlaubt ist. Dieses Dokument ist schon unterschrieben; bitte unterschreiben Sie ohne diese Festlegung.',
  'signature-too-large': 'Die Unterschrift passt nicht in den reservierten Platz. Es wurde nichts geschrieben.',
  'key-file-damaged': 'Die Schlüsseldatei ist beschädigt oder keine PKCS#12-Datei. Bitte wählen Sie eine andere.',
  'key-password-wrong': 'Das Kennwort der Schlüsseldatei stimmt nicht. Es wurde nichts unterschrieben.',
  'key-missing': 'Die Schlüsseldatei enthält keinen privaten Schlüssel mit Zertifikat. Bitte wählen Sie eine andere.',
  'key-several': 'Die Schlüsseldatei enthält mehrere Schlüssel. Bitte wählen Sie eine Datei mit genau einem.',
  'key-algorithm-refused':
    'Dieses Schlüsselverfahren wird nicht unterstützt. Zulässig sind RSA ab 3000 Bit, P-256 und P-384, Brainpool nur auf einer Karte.',
  'key-too-short':
    'Der RSA-Schlüssel ist kürzer als 3000 Bit und seit Ende 2025 nicht mehr geeignet. Bitte nutzen Sie einen neuen.',
  'certificate-expired': 'Das Zertifikat ist abgelaufen. Bitte nutzen Sie ein gültiges.',
  'certificate-not-yet-valid': 'Das Zertifikat gilt noch nicht. Bitte prüfen Sie die Uhr oder nutzen Sie ein anderes.',
  'certificate-no-signing': 'Das Zertifikat ist nicht zum Unterschreiben bestimmt. Bitte nutzen Sie ein anderes.',
  'certificate-damaged':
    'Das Zertifikat ist beschädigt oder in einer unbekannten Form. Bitte wählen Sie eine andere Datei.',
  'pdf-not-signed':
    'Die Datei trägt keine Unterschrift, die gestärkt werden könnte. Bitte unterschreiben Sie sie zuerst.',
  'tsa-missing': 'Es ist keine Zeitstempelstelle eingestellt. Bitte geben Sie eine Adresse an.',
  'tsa-unreachable':
    'Die Zeitstempelstelle ist nicht erreichbar oder antwortet zu langsam. Bitte versuchen Sie es später erneut.',
  'tsa-refused':
    'Die Zeitstempelstelle hat die Anfrage abgelehnt. Bitte fragen Sie Ihre IT nach Adresse und Berechtigung.',
  'tsa-answer-invalid':
    'Die Antwort der Zeitstempelstelle passt nicht zur Anfrage oder ist gefälscht. Es wurde nichts geschrieben.',
  'tsa-certificate-unfit':
    'Das Zertifikat der Zeitstempelstelle ist nicht allein für Zeitstempel bestimmt. Es wurde nichts geschrieben.',
  'issuer-missing': 'Der Aussteller eines Zertifikats ist nicht auffindbar. Bitte geben Sie dessen Zertifikat mit an.',
  'revocation-no-source':
    'Ein Zertifikat nennt keine Stelle, die über Sperrungen Auskunft gibt. Die Stufe ist damit nicht erreichbar.',
  'revocation-unreachable': 'Die Sperrauskunft ist nicht erreichbar. Bitte versuchen Sie es später erneut.',
  'revocation-answer-invalid':
    'Die Sperrauskunft ist nicht vom Aussteller unterschrieben oder betrifft ein anderes Zertifikat.',
  'revocation-stale': 'Die Sperrauskunft ist veraltet. Bitte versuchen Sie es später erneut.',
  'revocation-unknown':
    'Der Aussteller kennt ein Zertifikat dieser Unterschrift nicht. Bitte prüfen Sie, woher sie stammt.',
  'certificate-revoked': 'Ein Zertifikat dieser Unterschrift ist gesperrt. Es wurde nichts geschrieben.',
  'address-not-allowed':
    'Ein Zertifikat nennt eine Adresse, die der Server nicht abfragen darf. Die Systembetreuung kann sie dort freigeben.',
  'format-not-appended':
    'Die angehobene Datei beginnt nicht mit den Bytes ihrer Fassung. Sie wurde nicht übernommen, das Original ist unverändert.',
  'card-module-missing':
    'Das Kartenmodul (PKCS#11) wurde nicht gefunden. Bitte installieren Sie die Kartensoftware oder prüfen Sie den Pfad.',
  'card-module-not-allowed':
    'Dieses Kartenmodul ist auf diesem Rechner nicht freigegeben oder wurde verändert. Bitte wenden Sie sich an Ihre IT.',
  'card-module-wrong-architecture':
    'Das Kartenmodul ist für einen anderen Prozessor gebaut. Bitte installieren Sie die passende Ausgabe der Kartensoftware.',
  'card-module-unfit':
    'Diese Datei lässt sich nicht als Kartenmodul laden. Bitte prüfen Sie, ob die Kartensoftware vollständig installiert ist.',
  'card-module-hangs':
    'Die Kartensoftware antwortet nicht und wurde beendet. Bitte stecken Sie Karte und Leser neu und versuchen Sie es erneut.',
  'card-module-crashed':
    'Die Kartensoftware ist abgestürzt. Es wurde nichts unterschrieben; bitte versuchen Sie es erneut oder wenden Sie sich an Ihre IT.',
  'card-slot-unknown': 'Diesen Kartenleser gibt es nicht. Bitte prüfen Sie, ob er angeschlossen ist.',
  'card-missing': 'Im Kartenleser steckt keine Karte. Bitte stecken Sie Ihre Karte ein.',
  'card-unknown':
    'Die Karte wird nicht erkannt. Bitte drehen Sie sie um oder prüfen Sie, ob die Kartensoftware sie unterstützt.',
  'card-removed':
    'Die Karte wurde entfernt. Es wurde nichts unterschrieben; bitte stecken Sie sie wieder ein und beginnen Sie neu.',
  'card-pin-missing': 'Es wurde keine PIN angegeben. Bitte geben Sie die PIN Ihrer Karte ein.',
  'card-pin-wrong':
    'Die PIN stimmt nicht. Bitte versuchen Sie es erneut; nach zu vielen Fehlversuchen sperrt sich die Karte.',
  'card-pin-wrong-few-tries':
    'Die PIN stimmt nicht, und die Karte lässt nur noch wenige Versuche zu. Bitte prüfen Sie die PIN, bevor Sie weitermachen.',
  'card-pin-wrong-last-try': 'Die PIN stimmt nicht. Der nächste Versuch ist der letzte, danach ist die Karte gesperrt.',
  'card-pin-blocked':
    'Die PIN der Karte ist gesperrt. Bitte entsperren Sie die Karte mit der PUK oder wenden Sie sich an die Ausgabestelle.',
  'card-pin-unset':
    'Die PIN der Karte ist noch nicht gesetzt. Bitte nehmen Sie die Karte zuerst mit ihrer Software in Betrieb.',
  'card-pin-expired': 'Die PIN der Karte ist abgelaufen. Bitte ändern Sie sie mit der Kartensoftware.',
  'card-empty': 'Auf der Karte ist weder Schlüssel noch Zertifikat. Bitte wählen Sie eine andere Karte.',
  'card-key-missing': 'Auf der Karte ist zu keinem Zertifikat ein Schlüssel. Bitte wählen Sie eine andere Karte.',
  'card-certificate-missing':
    'Auf der Karte ist ein Schlüssel, aber kein Zertifikat dazu. Bitte wenden Sie sich an die Ausgabestelle.',
  'card-certificate-unknown':
    'Dieses Zertifikat ist nicht auf der Karte. Bitte prüfen Sie, ob die richtige Karte steckt.',
  'card-several-certificates': 'Auf der Karte sind mehrere Zertifikate. Bitte wählen Sie eines aus.',
  'card-key-mismatch':
    'Die Karte hat mit einem anderen Schlüssel unterschrieben, als das Zertifikat nennt. Die Unterschrift wurde verworfen.',
  'card-failed': 'Die Karte hat einen Fehler gemeldet. Bitte stecken Sie sie neu und versuchen Sie es erneut.',
  'trust-list-missing':
    'Auf diesem Gerät ist noch keine Vertrauensliste. Sie kommt mit dem nächsten Abgleich, wenn die Behörde eine bereitstellt.',
  'trust-list-damaged':
    'Die Vertrauensliste ist beschädigt oder von unbekannter Form. Es wurde nichts übernommen; die bisherige Liste gilt weiter.',
  'trust-list-signature-invalid':
    'Die Unterschrift der Vertrauensliste stimmt nicht. Es wurde nichts übernommen; bitte wenden Sie sich an Ihre IT.',
  'trust-list-signer-unknown':
    'Die Vertrauensliste ist von einer Stelle unterschrieben, die hier nicht hinterlegt ist. Bitte prüfen Sie die hinterlegten Zertifikate.',
  'trust-list-rollback':
    'Diese Vertrauensliste ist älter als die schon vorhandene. Die neuere gilt weiter; bitte wenden Sie sich an Ihre IT.',
  'trust-list-stale':
    'Die Vertrauensliste ist veraltet. Prüfungen gelten nur für ihren Stand; bitte gleichen Sie mit der Behörde ab.',
  'trust-key-missing':
    'Dieses Gerät kennt den Schlüssel der Behörde für Vertrauenslisten nicht. Bitte richten Sie es als neues Gerät ein.',
  'csc-not-allowed':
    'Dieser Dienst für Fernsignaturen ist hier nicht zugelassen. Es wurde nichts gesendet; bitte wenden Sie sich an Ihre IT.',
  'csc-unreachable':
    'Der Dienst für Fernsignaturen antwortet nicht. Bitte prüfen Sie die Verbindung und versuchen Sie es später erneut.',
  'csc-answer-invalid':
    'Der Dienst für Fernsignaturen hat etwas Unverständliches geantwortet. Es wurde nichts unterschrieben.',
  'csc-unauthorized':
    'Der Dienst für Fernsignaturen hat die Anmeldung nicht angenommen. Bitte melden Sie sich dort erneut an.',
  'csc-expired':
    'Die Freigabe beim Dienst für Fernsignaturen gilt nicht mehr. Bitte unterschreiben Sie erneut und geben Sie zügig frei.',
  'csc-otp-wrong': 'PIN oder Einmalkennwort ist falsch oder abgelaufen. Bitte geben Sie beides neu ein.',
  'csc-refused': 'Der Dienst für Fernsignaturen hat abgelehnt. Es wurde nichts unterschrieben.',
  'csc-credential-unusable':
    'Mit diesem Zertifikat kann der Dienst zurzeit nicht unterschreiben. Bitte wählen Sie ein anderes.',
  'csc-too-many':
    'So viele Dokumente unterschreibt der Dienst nicht mit einer Freigabe. Bitte wählen Sie weniger auf einmal.',
  'csc-hash-mismatch':
    'Die Unterschrift des Dienstes gehört nicht zu diesem Dokument oder nicht zu diesem Zertifikat. Sie wurde verworfen.',
  'seal-not-configured': 'Der Server hat kein Siegel der Behörde. Bitte wenden Sie sich an die Administration.',
  'seal-unreadable':
    'Der Server kann dieses Dokument nicht lesen: Es ist kein PDF, oder der Vorgang ist für ihn verschlossen. Er kann es deshalb nicht siegeln.',
  'seal-key-unusable':
    'Mit dem Siegel der Behörde kann der Server zurzeit nicht siegeln. Bitte wenden Sie sich an die Administration.',
  'scan-folder-missing':
    'Der Scan-Ordner lässt sich gerade nicht lesen. Prüfen Sie, ob das Netzlaufwerk verbunden ist, oder wählen Sie den Ordner in den Einstellungen neu.',
  'file-type-unknown':
    'Diese Art von Datei wird nicht aufgenommen. Möglich sind PDF, Scans als TIFF, Textdateien (ODT, DOCX), E-Mails (.eml, .msg), Container mit Unterschriften (ASiC) und Signaturen (.p7s, .p7m).',
  'print-forbidden':
    'An diesem Arbeitsplatz ist das Drucken nicht erlaubt. So hat es Ihre Behörde festgelegt; Auskunft gibt die Systemverwaltung.',
  'print-too-confidential':
    'Diese Akte ist vertraulicher, als an diesem Arbeitsplatz gedruckt werden darf. Ihre Behörde kann sagen, wo das möglich ist.',
  'print-too-long':
    'Es sind mehr als 500 Seiten, so viele lassen sich nicht auf einmal drucken. Speichern Sie eine Kopie und drucken Sie daraus.',
  'print-failed':
    'Der Drucker hat den Auftrag nicht angenommen. Prüfen Sie, ob er eingeschaltet und eingerichtet ist, und drucken Sie noch einmal.',
  'file-not-found':
    'Die Datei wurde nicht gefunden oder lässt sich nicht lesen. Bitte prüfen Sie, wo sie liegt und ob Sie sie öffnen dürfen.',
  'file-not-writable': 'In diesen Ordner kann nicht geschrieben werden. Bitte wählen Sie einen anderen.',
  'schreiben-open-place':
    'Das Schreiben hat noch offene Stellen. Füllen Sie sie aus oder löschen Sie sie; der Text bleibt bis dahin als Entwurf hier.',
  'schreiben-sign-unknown':
    'Das Schreiben enthält ein Zeichen, das die Schrift der Seiten nicht hat. Ersetzen Sie es; der Text bleibt bis dahin als Entwurf hier.',
  'schreiben-source-missing':
    'Diese Fassung enthält keinen Text, an dem sich weiterschreiben lässt. Legen Sie für eine Änderung ein neues Schreiben an.',
  'schreiben-signed':
    'Diese Fassung ist unterschrieben und bleibt, wie sie ist. Legen Sie für eine Änderung ein neues Schreiben an.',
  'schreiben-too-long':
    'Das Schreiben ist zu lang für eine Datei. Kürzen Sie es, oder teilen Sie es auf zwei Schreiben auf.',
  'postausgang-changed':
    'Jemand anderes hat inzwischen einen Zugang oder Rücklauf vermerkt. Bitte sehen Sie nach, was jetzt dort steht, und vermerken Sie es bei Bedarf noch einmal.',
  'practice-refused':
    'In der Übung gibt es das nicht: Es braucht eine echte Behörde, eine echte Karte oder ein echtes Gerät. Beenden Sie die Übung, um es zu tun.',
  'practice-foreign-file':
    'In die Übung kommen nur die Briefe aus dem Ordner „Übungspost“, damit nichts Echtes hineingerät. Wählen Sie einen davon; sie liegen dort, wo sich die Auswahl öffnet.',
  'practice-not-started':
    'Die Übung ließ sich nicht starten, vermutlich fehlt Arbeitsspeicher. Ihre Aktentasche ist unberührt. Schließen Sie andere Programme und versuchen Sie es noch einmal.',
  'practice-profile':
    'Dieser Ordner gehört zu einer Übung und kann nicht als echte Aktentasche geöffnet werden. Starten Sie die Aktentasche ohne Angabe eines Ordners.',
  'frist-day-invalid':
    'Dieses Datum gibt es nicht, oder es passt nicht zum anderen Datum. Bitte prüfen Sie die Angabe.',
  'frist-day-in-future':
    'Dieses Datum liegt in der Zukunft. Versand, Zugang und Fristen lassen sich erst festhalten, wenn der Bescheid abgesandt oder zugestellt ist.',
  'frist-land-unknown': 'Dieses Land oder diese Gemeinde ist nicht bekannt. Bitte wählen Sie beides aus der Liste.',
  'frist-rule-unknown':
    'Für dieses Verfahrensrecht gibt es bei diesem Versandweg keine Regel. Bitte wählen Sie einen anderen Weg oder ein anderes Recht.',
  'frist-duration-invalid': 'Diese Dauer passt nicht. Bitte geben Sie eine ganze Zahl ab 1 ein, höchstens 30 Jahre.',
  'vorgang-not-ready':
    'Der Vorgang ist noch nicht fertig: Ein Konflikt ist offen, oder das Schriftstück, mit dem er endet, ist nicht unterschrieben. Er bleibt offen. Bitte erledigen Sie das zuerst; im Vorgang steht unter „zu den Akten“, was fehlt.',
  'eingang-settled':
    'Dieser Eingang ist inzwischen zu einem Vorgang abgelegt oder anders zugewiesen. Er bleibt, wo er jetzt liegt. Bitte sehen Sie nach, ob noch etwas zu tun ist.',
  'undo-too-late':
    'Das lässt sich nicht mehr rückgängig machen: Seitdem ist mit dem Dokument etwas geschehen. Es bleibt, wo es jetzt liegt. Bitte ändern Sie es dort von Hand.',
  'profile-invalid':
    'Dieses Profil passt nicht und wurde nicht übernommen; es gilt weiter das bisherige. Bitte berichtigen Sie die genannten Zeilen.',
  'frist-differs':
    'Nach den Regeln und Feiertagen, die die Behörde kennt, ergibt sich für diese Frist etwas anderes. Sie wurde nicht eingetragen. Bitte aktualisieren Sie Ihren Arbeitsplatz und berechnen Sie die Frist im Vorgang neu.',
  'frist-settled': 'Diese Frist ist schon erledigt oder aufgehoben. Sie müssen nichts weiter tun.',
  ...fileErrorsDe,
};
