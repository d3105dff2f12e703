import type { Datensatz } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import type { Ablage } from '../replica-api/command-inputs.ts';
import type { Commands } from '../replica-api.ts';
import { anlagenOf } from './anlagen.ts';
import { mustKnow } from './edit-records.ts';
import { makeChange, presentBase } from './make-change.ts';
import type { Replica } from './replica.ts';

type Input<C extends keyof Commands> = Commands[C]['input'];

/**
 * Puts a Dokument of the Posteingang (or of another Vorgang) into a Vorgang and its Akte, and with it its Anlagen that lie there too.
 * Answers where each lay, for {@link takeBackAblage}.
 */
export async function fileDokument(
  replica: Replica,
  { dokument, vorgang }: Input<'fileDokument'>,
): Promise<Commands['fileDokument']['output']> {
  const record = mustKnow(replica, 'dokument', dokument);
  const { akte } = mustKnow(replica, 'vorgang', vorgang);
  const set = { vorgang };
  const isBeside = ({ felder }: Datensatz) => (felder.vorgang ?? null) === (record.felder.vorgang ?? null);
  const anlagen = anlagenOf(replica, dokument).map((id) => mustKnow(replica, 'dokument', id));
  const together = [record, ...anlagen.filter(isBeside)];
  await replica.append(
    together.map((one) => {
      const ent = { art: 'dokument', id: one.id } as const;
      return makeChange(replica, { akte, intent: 'file-dokument', ent, base: presentBase(one, set), set });
    }),
  );
  const before = together.map(({ id, akte: from, felder }): Ablage => {
    const in_ = typeof felder.vorgang === 'string' ? felder.vorgang : null;
    return { dokument: id, akte: from, vorgang: in_, stand: standOf(replica, id) };
  });
  return { before };
}

/**
 * Puts Dokumente back where they lay before they were filed, all or none (A27). Throws AppError 'undo-too-late' when anything
 * happened to one of them since.
 */
export async function takeBackAblage(replica: Replica, { before }: Input<'takeBackAblage'>): Promise<null> {
  if (before.some(({ dokument, stand }) => standOf(replica, dokument) !== stand)) throw new AppError('undo-too-late');
  await replica.append(
    before.map(({ dokument, akte, vorgang }) => {
      const ent = { art: 'dokument', id: dokument } as const;
      const set = { vorgang };
      const base = presentBase(mustKnow(replica, 'dokument', dokument), set);
      return makeChange(replica, { akte, intent: 'file-dokument', ent, base, set });
    }),
  );
  return null;
}

/** Everything that is known of a Dokument but its revision: what another act on it changes. */
function standOf({ tables }: Replica, id: string): string {
  const { dokument, version, beteiligungsschritt, zeichnung, postausgang } = tables;
  const row = dokument.row(id);
  if (row < 0) return '';
  const idsOf = (table: typeof version) => {
    const code = table.codes.get('dokument')?.codeOf(id) ?? -1;
    return code < 0
      ? []
      : table.ids.filter((one, each) => one !== null && table.codes.get('dokument')?.codes[each] === code).sort();
  };
  const beside = [version, beteiligungsschritt, zeichnung, postausgang].map(idsOf);
  return JSON.stringify([dokument.akte(row), dokument.fields(row), beside]);
}
