import type { StampKind } from '../../shared/pdf/stamp/stamp-kind.ts';
import { rememberedValues, type StampFacts, type StampValues } from '../../shared/pdf/stamp/stamp-values.ts';
import { composeLaufzettel } from '../pdf-client.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { command } from '../replica-client.ts';
import { rememberedStamp, rememberStamp } from '../state/remembered-stamps.ts';
import { stampOrder } from './stamp-dokument.ts';

/** Adds a Laufzettel with the stamp beside a Dokument on which stamping is forbidden; answers the new Dokument. */
export async function makeLaufzettel(task: {
  readonly version: Pick<VersionZeile, 'id' | 'sha' | 'sizeBytes' | 'dateiname'>;
  readonly facts: StampFacts;
  readonly kind: StampKind;
  readonly values: StampValues;
  /** The present time in words. */
  readonly angelegt: string;
}): Promise<{ readonly dokument: string }> {
  const { version, facts, kind, values, angelegt } = task;
  const { titel, aktenzeichen, fassung, dokument, person } = facts;
  const { sha, sizeBytes, dateiname } = version;
  const about = { titel, aktenzeichen, fassung, dateiname, sizeBytes, sha, dokument, von: person, angelegt };
  const sheet = await composeLaufzettel(stampOrder(kind, values), about);
  const added = await command('addLaufzettel', {
    zu: dokument,
    version: version.id,
    titel: `Laufzettel zu ${titel}`.slice(0, 500),
    dateiname: 'Laufzettel.pdf',
    bytes: sheet.bytes,
    text: sheet.text,
  });
  const place = rememberedStamp(kind.id)?.place;
  if (place) rememberStamp(kind.id, { place, values: rememberedValues(kind, values) });
  return added;
}
