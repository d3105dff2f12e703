/** One question to the network. With a body it is posted, without one it is fetched. */
export type NetworkQuestion = {
  readonly kind: 'timestamp' | 'ocsp' | 'crl' | 'certificate';
  /** http or https; from the command line, the policy, or a certificate. */
  readonly url: string;
  readonly body: Uint8Array | null;
  /** The certificate (DER) that names the address; null when it was configured. */
  readonly certificate: Uint8Array | null;
};

/**
 * The network as the engine sees it: the bytes of a successful answer, with a cap on size and time that the edge sets.
 * Whatever it throws counts as unreachable.
 */
export type AskNetwork = (question: NetworkQuestion) => Promise<Uint8Array>;

/** What raising a level needs besides the file. */
export type Online = {
  readonly ask: AskNetwork;
  /** The time-stamping authority; null when none is known. */
  readonly tsaUrl: string | null;
  /** 16 fresh random bytes. */
  readonly makeNonce: () => Uint8Array;
};

/** The content types of a question and its answer (RFC 3161 §3.4, RFC 6960 appendix A, RFC 2585 §4). */
export const contentTypes = {
  timestamp: { question: 'application/timestamp-query', answer: 'application/timestamp-reply' },
  ocsp: { question: 'application/ocsp-request', answer: 'application/ocsp-response' },
  crl: { question: null, answer: 'application/pkix-crl' },
  certificate: { question: null, answer: 'application/pkix-cert' },
} as const;
