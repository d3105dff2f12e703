/** What `aktentasche --help` prints. */
export const usage = `aktentasche: stamp, sign, upgrade, validate and inspect PDF files. The input is never changed.

  aktentasche stamp    IN OUT --kind KIND [--field NAME=VALUE …] [--page N] [--at X,Y]
  aktentasche sign     IN OUT (--p12 FILE --password-env NAME | --pkcs11 MODULE --slot N --pin-env NAME [--cert LABEL|ID]
                       | --csc URL --csc-credential ID [--csc-token-env NAME] [--pin-env NAME] [--otp-env NAME])
                       [--pss] [--field NAME] [--reason TEXT] [--location TEXT] [--page N --rect X,Y,W,H]
                       [--image FILE] [--certify none|fill|annotate]
                       [--level B-B|B-T|B-LT|B-LTA --tsa URL]
  aktentasche upgrade  IN OUT --level B-T|B-LT|B-LTA [--tsa URL] [--trust CA.pem …]
  aktentasche validate FILE… [--trust CA.pem …] [--trust-list LIST.json --trust-key KEY.pem] [--at ISO-TIME]
  aktentasche validate FILE --detached SIGNATURE.p7s [--trust CA.pem …] [--at ISO-TIME]
  aktentasche inspect  FILE…

  --json                   one JSON object per file and line
  --pdf-password-env NAME  every command: the password of an encrypted PDF, the user's or the owner's, is in the environment
                           variable NAME; what is written is encrypted like the rest of the file
  Pages count from 1. Coordinates are PDF points from the lower left of the page as displayed.
  Levels: B-T a trusted time, B-LT with revocation data from the certificates' own addresses, B-LTA with an archive
  time-stamp over both; upgrade only appends, and B-LTA can be renewed again and again.
  --trust-list is the agency's signed list (admin trust export), --trust-key its public key (admin trust key): it adds its
  anchors and says whether a signature is qualified.
  The password of the key file, or the PIN of the card, is read from the environment variable NAME. Without --pin-env the
  PIN is typed at the reader. MODULE is the card's PKCS#11 library, N its slot; --cert chooses among several certificates.
  URL is a remote signing service (CSC API) with csc/v1 or csc/v2 at its end; only digests are sent to it. --csc-token-env
  names the variable with its access token. A credential that is authorised in the browser can be used in the app only.
  --field fills an empty signature field of that name, in its own place; --image puts a PNG or JPEG beside the name.
  --certify, on the first signature of a file only, says what may be changed afterwards: nothing, filling in forms and further
  signatures, or these and annotations.
  --pss signs by RSA-PSS instead of PKCS#1 v1.5.

  Kinds and their fields (* = required):
    eingang       behoerde* datum* quelle* (server, poststelle, email, portal or person) von (* with person) aktenzeichen nummer anlagen
    geprueft      von* datum* vermerk
    mitzeichnung  von* datum* stelle vermerk
    zda           von* datum* aktenzeichen
    kopie         datum vermerk
    entwurf       datum vermerk
    pruefcode     dokument* fassung* hash*: a QR code
    beglaubigung  schriftstueck* urschrift* (einer Behörde or jemand anderem) vorlage (* with jemand anderem) ort* datum*
                  von* behoerde*: for the printout; beglaubigung-elektronisch is refused without a qualified signature
    paginierung   start*: numbers on every page of an unsigned file
    wasserzeichen-entwurf, wasserzeichen-kopie: a word across every page of an unsigned file
  datum is YYYY-MM-DD or YYYY-MM-DDTHH:MM: for 'eingang' the receipt at the agency, never the moment of stamping.

  Exit code: 0 done · 1 at least one refusal or invalid signature · 2 usage`;
