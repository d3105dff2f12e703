import type { Felder } from '../akte.ts';
import { canonicalJson } from '../change.ts';
import { type ErrorCode, errorCode } from '../errors.ts';
import { computeFrist, type FristEingabe } from './compute-frist.ts';
import { regelstand } from './regelstand.ts';
import { type FristErgebnis, readHerleitung } from './schritte.ts';
import type { Tag } from './tag.ts';

/**
 * Computes a Frist again from the fields of its record (F50): its derivation must be the one that these rules lead to, or, where
 * it was made by other ones (`regelstand`), have the same end, day of announcement and doubts. `heute` is the last day on which
 * anything can have been sent or served. Null = it holds; otherwise 'frist-differs' or the code of `computeFrist`.
 */
export function checkFrist(felder: Felder, heute: Tag): ErrorCode | null {
  try {
    // The schema of the record is that of the input (shared/frist/frist-record.ts).
    const ours = computeFrist(felder as unknown as FristEingabe, heute);
    const theirs = readHerleitung(String(felder.herleitung));
    const partOf = (felder.regelstand ?? regelstand) === regelstand ? whole : outcome;
    return theirs && canonicalJson(partOf(theirs)) === canonicalJson(partOf(ours)) ? null : 'frist-differs';
  } catch (error) {
    return errorCode(error);
  }
}

function whole(found: FristErgebnis): unknown {
  return found;
}

function outcome({ ende, bekanntgabe, warnungen }: FristErgebnis): unknown {
  return { ende, bekanntgabe, warnungen };
}
