/** What most people want of a Dokument: the one act that its screen offers first. */
export type NextAct = 'stamp' | 'file' | 'edit' | 'sign' | 'dispatch';

/** What is known of a Dokument when its next act is chosen. */
export interface NextActFacts {
  /** It reached the agency: nobody here wrote it. */
  readonly isReceived: boolean;
  /** Somebody here wrote it: neither received nor made by the program. */
  readonly isOwn: boolean;
  readonly isFiled: boolean;
  /** Its Vorgang is zu den Akten. */
  readonly isClosed: boolean;
  /** A Schlusszeichnung closed it. */
  readonly isFrozen: boolean;
  /** A Geschaeftsgang has steps that somebody still owes. */
  readonly isInGang: boolean;
  /** The leading Version is a text of an office suite. */
  readonly isDraft: boolean;
  /** The leading Version is a file that stamps and signatures are written into. */
  readonly isPdf: boolean;
  readonly isStamped: boolean;
  readonly isSigned: boolean;
  /** It left the agency. */
  readonly isSent: boolean;
}

/**
 * The act that comes next, null where none is asked of anybody: what came in is stamped and filed, what was written here is
 * finished, signed and sent, in this order. Nobody signs what others wrote (decision 0088).
 */
export function nextAct(of: NextActFacts): NextAct | null {
  if (of.isClosed) return null;
  if (of.isReceived) return of.isFiled ? null : nextOfEingang(of);
  if (!of.isOwn || of.isInGang || of.isSent) return null;
  if (of.isSigned || of.isFrozen) return of.isFiled ? 'dispatch' : null;
  if (of.isDraft) return 'edit';
  return of.isPdf ? 'sign' : null;
}

/** The same of what came in and lies in the Posteingang. */
export function nextOfEingang({ isPdf, isStamped }: Pick<NextActFacts, 'isPdf' | 'isStamped'>): 'stamp' | 'file' {
  return isPdf && !isStamped ? 'stamp' : 'file';
}
