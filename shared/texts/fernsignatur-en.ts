import type { fernsignaturDe } from './fernsignatur-de.ts';

/** The English of `fernsignatur-de.ts`. */
export const fernsignaturEn: Readonly<Record<keyof typeof fernsignaturDe, string>> = {
  'remote.key': 'Remote signature',
  'remote.choose': 'Choose remote signature …',
  'remote.title': 'Sign with a remote signature',
  'remote.why': 'Your key is held by a service. Only digests are sent there, the documents stay on this computer.',
  'remote.none': 'No remote signing service is allowed on this computer. Please contact your IT department.',
  'remote.service': '{name}, {host}',
  'remote.signIn': 'Sign in',
  'remote.signInAt': 'Sign in to {name} and show certificates',
  'remote.waiting': 'Asking {name}. If your browser opens, please sign in there.',
  'remote.noCredential': 'The service knows no certificate of yours.',
  'prepared.title': 'Signature prepared on {at}, waiting for a connection',
  'prepared.why': 'Version {n}, for {signer}. It is signed and dated only when you confirm.',
  'prepared.newer': 'There is a version {newer} by now. You prepared version {n}.',
  'prepared.newerMeans': 'If you sign now, both versions stand side by side to be chosen from.',
  'prepared.sign': 'Sign now',
  'prepared.discard': 'Discard',
  'prepared.kept': 'The service does not answer. The signature is prepared and waits for a connection.',
  'seal.title': 'Seal of the authority',
  'seal.go': 'Seal …',
  'seal.what': 'The server seals version {n} as it is stored there. The sealed result becomes the next version.',
  'seal.confirm': 'Seal now',
  'seal.with': 'Seal of {subject}, valid until {until}',
  'seal.means':
    'It shows that the document comes from the authority and is unchanged. The check afterwards says what rank it has.',
  'seal.working': 'The server is sealing …',
  'seal.unsent': 'This version has not reached the server yet. Please wait until everything is sent.',
  'seal.done': 'Sealed, the new version arrives with the synchronisation',
};
